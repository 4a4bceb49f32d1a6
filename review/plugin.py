"""The review pages as a plugin of Datasette: what it hooks into, and the pages' addresses."""

from __future__ import annotations

import asyncio
import re
import secrets
import sqlite3
from typing import Any
from urllib.parse import parse_qs, unquote

from datasette import hookimpl
from datasette.utils.asgi import Forbidden, Request, Response
from markupsafe import Markup

from nlp.printable import printable
from nlp.types import KINDS, STATUSES
from review.desk import Desk, desk_of, has_desk
from review.guard import OUR_PAGES, App, guarded
from review.looking import inbox_page, incident_page, next_id, safe_link
from review.ruling import Changed, Form, rule, value_of
from review.trail import Trail, trail_from
from storage.database import StoreError, open_store
from storage.decisions import FIELDS, find_decision
from storage.exports.words import demand_of, money
from storage.inbox import ONLY, ORDERS, STATES
from storage.rulings import Decision

SIGN_IN = f"{OUR_PAGES}/sign-in"
INCIDENT_ID = re.compile(r"[a-z0-9-]*-[a-z0-9]{6}")
LONGEST_FORM = 1_000_000  # bytes; asgi_csrf has read it by then, but nothing long is parsed
CHOICES = {"status": STATUSES, "kind": KINDS}


@hookimpl
def asgi_wrapper(datasette: Any) -> Any:
    def wrap(app: App) -> App:
        return guarded(app) if has_desk(datasette) else app

    return wrap


@hookimpl
def prepare_connection(conn: sqlite3.Connection) -> None:
    conn.execute("PRAGMA foreign_keys = ON")


@hookimpl
def menu_links(datasette: Any) -> list[dict[str, str]]:
    return [{"href": datasette.urls.path(OUR_PAGES), "label": "Review"}] if has_desk(datasette) else []


@hookimpl
def render_cell(value: Any, column: str, datasette: Any) -> Markup | None:
    """In Datasette's tables an incident's id leads to its page."""
    if column not in ("id", "incident", "other") or not isinstance(value, str) or not has_desk(datasette):
        return None
    if not INCIDENT_ID.fullmatch(value):
        return None
    return Markup('<a href="{}">{}</a>').format(Trail().incident_url(value), value)


@hookimpl
def register_routes(datasette: Any) -> list[tuple[str, Any]]:
    if not has_desk(datasette):
        return []
    return [(f"{OUR_PAGES}$", show_inbox), (f"{SIGN_IN}$", sign_in), (OUR_PAGES + r"/(?P<id>[^/]+)$", incident)]


async def sign_in(datasette: Any, request: Request) -> Response:
    """The link that is printed at the start: whoever opens it may rule, until the program ends."""
    desk = desk_of(datasette)
    if not secrets.compare_digest(request.args.get("token", "").encode(), desk.token.encode()):
        raise Forbidden("This link is not of this run; open the one that was printed when the program started.")
    response = Response.redirect(OUR_PAGES)
    cookie = datasette.sign({"a": {"id": desk.who}}, "actor")
    response.set_cookie("ds_actor", cookie, httponly=True, samesite="lax")
    return response


async def show_inbox(datasette: Any, request: Request) -> Response:
    trail = trail_from(_query(request))
    page = await asyncio.to_thread(inbox_page, desk_of(datasette).path, trail)
    context = {"page": page, "orders": ORDERS, "states": STATES, "only": ONLY}
    return await _page(datasette, request, "review_inbox.html", trail, context)


async def incident(datasette: Any, request: Request) -> Response:
    id, trail = unquote(request.url_vars["id"]), trail_from(_query(request))
    if request.method == "POST":
        return await _rule(datasette, request, id, trail)
    return await _show_incident(datasette, request, id, trail)


async def _show_incident(
    datasette: Any, request: Request, id: str, trail: Trail, *, problem: str = "", status: int = 200
) -> Response:
    try:
        page = await asyncio.to_thread(incident_page, desk_of(datasette).path, id, trail)
    except StoreError as error:
        nothing = {"problem": problem or f"{error}."}
        return await _page(datasette, request, "review_nothing.html", trail, nothing, status=404)
    if page.incident.id != id and request.method == "GET":
        return Response.redirect(trail.incident_url(page.incident.id, **_told_of(request)))
    context: dict[str, Any] = {
        "page": page,
        "incident": page.incident,
        "fields": [(field, value_of(page.incident, field), CHOICES.get(field, ())) for field in FIELDS],
        "conflicts": {conflict.field: conflict.values for conflict in page.incident.conflicts},
        "problem": problem,
    }
    return await _page(datasette, request, "review_incident.html", trail, context, status=status)


async def _rule(datasette: Any, request: Request, id: str, trail: Trail) -> Response:
    desk = desk_of(datasette)
    if not request.actor:
        raise Forbidden("Ruling needs the link that was printed when the program started: open it once.")
    form = await _form(request)
    seen = request.args.get("seen") or ""
    try:
        after = await asyncio.to_thread(_next, desk, id, trail)
        made = await asyncio.to_thread(rule, desk.path, id, form, who=str(request.actor["id"]), seen=seen)
    except Changed:
        problem = "The incident changed after you opened it. This is how it stands now; nothing was decided."
        return await _show_incident(datasette, request, id, trail, problem=problem, status=409)
    except StoreError as error:
        return await _show_incident(datasette, request, id, trail, problem=f"{error}.", status=400)
    done = {"undone" if made.undone else "done": made.id}
    if request.args.get("back") == "inbox":
        return Response.redirect(trail.inbox_url(**done), status=303)
    if made.action in ("confirm", "reject") and not made.undone and trail.inbox.state == "open":
        there = trail.incident_url(after, **done) if after else trail.inbox_url(**done)
        return Response.redirect(there, status=303)
    return Response.redirect(trail.incident_url(made.incident, **done), status=303)


def _next(desk: Desk, id: str, trail: Trail) -> str | None:
    try:
        return next_id(desk.path, id, trail)
    except StoreError:  # the ruling will say what is wrong
        return None


async def _form(request: Request) -> Form:
    body = await request.post_body()
    if len(body) > LONGEST_FORM:
        raise StoreError("the form is too long")
    return parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=5000)


async def _page(
    datasette: Any, request: Request, template: str, trail: Trail, context: dict[str, Any], *, status: int = 200
) -> Response:
    desk = desk_of(datasette)
    decision = await asyncio.to_thread(_decision, desk, request)
    common = {
        "trail": trail,
        "may_rule": bool(request.actor),
        "who": desk.who,
        "decision": decision,
        "database": datasette.urls.database(desk.path.stem),
        "money": money,
        "demand_of": demand_of,
        "safe_link": safe_link,
        "clean": _clean,
    }
    body = await datasette.render_template(template, common | context, request=request)
    return Response.html(body, status=status, headers={"Cache-Control": "no-store"})


def _decision(desk: Desk, request: Request) -> Decision | None:
    """The ruling that led to this page, to be told and taken back."""
    number = next(iter(_told_of(request).values()), "")
    if not number.isdecimal() or len(number) > 15:
        return None
    try:
        with open_store(desk.path, read_only=True) as db:
            return find_decision(db, int(number))
    except StoreError:
        return None


def _told_of(request: Request) -> dict[str, str]:
    return {name: request.args.get(name) for name in ("done", "undone") if request.args.get(name)}


def _query(request: Request) -> dict[str, str]:
    return {name: request.args.get(name) or "" for name in ("order", "state", "only", "words", "page")}


def _clean(value: object) -> str:
    """Strangers' words for a template, which escapes them; None is nothing."""
    return "" if value is None else printable(str(value))
