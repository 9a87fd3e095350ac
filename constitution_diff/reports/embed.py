"""A folder that any static host can serve: reports, a page a change, a page an article, snippets, cards, quotations."""

from __future__ import annotations

import hashlib
import re
from typing import Any

from constitution_diff.errors import UsageError
from constitution_diff.model import Comparison
from constitution_diff.reports.embed_entry import Entry, Files, Site, sections
from constitution_diff.reports.embed_social import convert_all
from constitution_diff.reports.engine import environment
from constitution_diff.reports.labels import label_languages, load_labels
from constitution_diff.reports.page import make_page
from constitution_diff.reports.receipt import forbidden
from constitution_diff.reports.to_html import csp_digest, to_html
from constitution_diff.reports.view import build_view
from constitution_diff.resources import find_folder

View = dict[str, Any]
_ADDRESS = re.compile(r"https?://[^\s\"'<>\\?#]+")
_LONGEST_NAME = 100


def embed_files(
    comparison: Comparison, base_url: str = "", command: str = "", version: str = "", jobs: int = 1
) -> Files:
    """Return every file of the folder by its path in it.

    Args:
        comparison: two editions, linked and diffed.
        base_url: the address that the folder will have; empty when it is not known, and then no oEmbed and no pictures
            are written, which need whole addresses.
        command: the command that makes the folder again.
        version: of this program.
        jobs: processes that may draw pictures at the same time.
    Returns:
        The same files, in the same order, for the same input. Names come from references, never from an order.
    Raises:
        UsageError: the address is no http or https address.
        ReportError: see `to_html.to_html`.
    """
    base = check_address(base_url)
    files: Files = {}
    for code in label_languages():
        labels = load_labels(code)
        view = build_view(comparison, labels, command, version)
        changed = [item for _, section in sections(view) for item in section["items"] if _is_change(item)]
        names = {item["id"]: f"change/{safe_name(item['id'].removeprefix('link-'))}.{code}.html" for item in changed}
        site = Site(view, make_page(comparison, labels), labels, base, version, names)
        files[f"report.{code}.html"] = to_html(comparison, code, command, version)
        files.update(_language_files(site))
    files["index.html"] = files["index.en.html"]
    pictures = {name: str(content) for name, content in files.items() if name.endswith(".svg")}
    drawn = convert_all(list(pictures.values()), jobs)
    files.update({f"{name.removesuffix('.svg')}.png": data for name, data in zip(pictures, drawn, strict=False)})
    return files


def check_address(base_url: str) -> str:
    """Return the address of the folder with a slash at its end; empty for none.

    Raises:
        UsageError: it is no whole http or https address.

    >>> check_address("https://example.org/changes")
    'https://example.org/changes/'
    """
    if base_url and not _ADDRESS.fullmatch(base_url):
        hint = "give the whole address, such as https://example.org/changes/"
        raise UsageError(f"{base_url!r} is no address of a folder", "--base-url", hint)
    return base_url.rstrip("/") + "/" if base_url else ""


def safe_name(name: str) -> str:
    """Return a name that every file system and every address takes: letters of ASCII, digits, hyphens.

    >>> safe_name("art-16-para-2"), safe_name("art-16-subpara-а")
    ('art-16-para-2', 'art-16-subpara-u0430')
    """
    plain = re.sub(r"[^A-Za-z0-9-]", lambda match: f"u{ord(match[0]):04x}", name)
    if len(plain) <= _LONGEST_NAME:
        return plain
    return f"{plain[:_LONGEST_NAME]}-{hashlib.sha256(name.encode('utf-8', 'backslashreplace')).hexdigest()[:8]}"


def _is_change(item: View) -> bool:
    return bool(item["kind"] == "link" and item["changed"])


def _language_files(site: Site) -> Files:
    files: Files = {}
    picks: list[View] = []
    for group, section in sections(site.view):
        if not picks or picks[-1]["name"] != group["name"]:
            picks.append({"name": group["name"], "picks": []})
        file = f"article/{safe_name(section['id'].removeprefix('article-'))}.{site.lang}.html"
        article = Entry(site, file, section["title"], section["items"], section["headings"])
        files.update(article.files())
        picks[-1]["picks"].append(article.pick())
        for item in filter(_is_change, section["items"]):
            name = f"{item['title']}: {item['what']}"
            change = Entry(site, site.changes[item["id"]], name, [item], {"old": [], "new": []})
            files.update(change.files())
            picks[-1]["picks"].append(change.pick())
    files[f"index.{site.lang}.html"] = _index(site, picks)
    return files


def _index(site: Site, groups: list[View]) -> str:
    from markupsafe import Markup  # noqa: PLC0415

    style = (find_folder("templates") / "embed.css").read_text(encoding="utf-8")
    policy = f"default-src 'none'; style-src {csp_digest(style)}; frame-src 'self' file:; base-uri 'none'; form-action 'none'"
    languages = [
        {"code": code, "href": f"index.{code}.html", "name": load_labels(code).say(f"language.{code}")}
        for code in label_languages()
    ]
    text = (
        environment()
        .get_template("embed-index.html")
        .render(
            lang=site.lang,
            words=site.view["words"],
            head=site.view["head"],
            csp=policy,
            style=Markup(style),  # noqa: S704 - the style is ours
            groups=groups,
            languages=languages,
            relative=not site.base,
            report=f"report.{site.lang}.html",
            licence=site.labels.say("embed.licence", version=site.version),
        )
    )
    return text.translate(forbidden())
