"""A package of its own: fast-diff-match-patch brings another one of this name, which must not take its place."""
