"""Receipts: rebuild both texts from a report that anyone made, and say plainly what matches and what was altered."""

from constitution_diff.verification.checking import MAXIMUM_BYTES, verify
from constitution_diff.verification.stated import Check

__all__ = ["MAXIMUM_BYTES", "Check", "verify"]
