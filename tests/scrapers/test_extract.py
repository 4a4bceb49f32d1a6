"""What a page says beside its text, and pages that are no articles."""

import random
import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scrapers.extract import UnreadablePage, article_from_html

TODAY = date(2026, 11, 25)
URL = "https://www.gazette.example/tech/attaque"
BODY = (
    "<p>Le prestataire Ombrelune a été attaqué mardi, et ses quarante clients n'ont plus de messagerie depuis lors.</p>"
    "<p>Les pirates exigent 90 000 euros avant la fin du mois. La société assure disposer de sauvegardes saines.</p>"
    "<p>Une plainte a été déposée, et la Cnil a été prévenue dans les temps, selon le directeur de la société.</p>"
)


def read(head: str = "", body: str = BODY, *, before: str = "", url: str = URL, **options):
    main = f"<main><h1>Ombrelune attaqué</h1>{before}<div class='txt'>{body}</div></main>"
    page = f"<html lang='fr'><head>{head}</head><body>{main}</body></html>"
    return article_from_html(page, url, today=TODAY, **options)


def refused(html: str | bytes) -> str:
    with pytest.raises(UnreadablePage) as caught:
        article_from_html(html, URL, today=TODAY)
    return str(caught.value)


@pytest.mark.parametrize(
    ("html", "sentence"),
    [
        (b"", "the page is empty"),
        (" \n ", "the page is empty"),
        (b"%PDF-1.7 \x00\x01", "the file is binary"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "the file is binary"),
        (bytes(range(256)) * 40, "binary"),
        (b"\x00" * 5000, "binary"),
        ("just words, no markup at all", "no HTML markup"),
        ("<html><body></body></html>", "no article text"),
        (
            "<html><head><title>Just a moment...</title></head><body><p>Checking your browser</p></body></html>",
            "check for robots",
        ),
        ("<title>404 - Page introuvable</title><body><p>Rien ici.</p>", "no such article"),
        ("<div>" * 200_000, "no "),
        ("<p>" + "<b>" * 100_000 + "x", "no "),
        ("<" * 100_000, "no "),
    ],
)
def test_what_is_no_article_is_refused_in_one_sentence(html, sentence):
    said = refused(html)
    assert sentence in said
    assert "\n" not in said


def test_a_page_beyond_ten_megabytes_is_refused_before_it_is_parsed():
    started = time.monotonic()
    assert "more than the 10,000,000" in refused(b"<div>" * 2_100_000)
    assert time.monotonic() - started < 1


@given(st.text(alphabet="<>/=\"' abdiphv1\x00\n&;#éé", max_size=400))
@settings(max_examples=150)
def test_broken_markup_gives_an_article_or_a_sentence_never_another_error(noise):
    try:
        article = article_from_html("<html><body><h1>T</h1><p>" + noise + "</p>", URL, today=TODAY)
    except UnreadablePage:
        return
    assert "\x00" not in article.text


def test_a_damaged_page_gives_an_article_or_a_sentence():
    script = '<script type="application/ld+json">{"@type": "Article"}</script>'
    page = f"<html><head>{script}</head><body>{BODY}</body></html>".encode()
    dice = random.Random(4)
    for _ in range(60):
        damaged = bytearray(page)
        for _ in range(dice.randint(1, 40)):
            damaged[dice.randrange(len(damaged))] = dice.randrange(256)
        try:
            article_from_html(bytes(damaged), URL, today=TODAY)
        except UnreadablePage:
            continue


@pytest.mark.parametrize(
    ("charset", "declared", "header"),
    [
        ("utf-8", "utf-8", None),
        ("utf-8", "iso-8859-1", "text/html; charset=iso-8859-1"),
        ("cp1252", "iso-8859-1", None),
        ("cp1252", "utf-8", "text/html; charset=utf-8"),
        ("iso-8859-15", "iso-8859-15", None),
        ("utf-8-sig", "windows-1252", None),
        ("utf-16", "utf-16", None),
        ("utf-16-le", "utf-16", None),
    ],
)
def test_the_bytes_decide_when_declarations_are_wrong(charset, declared, header):
    page = f"<html><head><meta charset='{declared}'></head><body><h1>Île piratée</h1>{BODY}</body></html>"
    article = article_from_html(page.encode(charset), URL, content_type=header, today=TODAY)
    assert article.title == "Île piratée"
    assert "a été attaqué" in article.text


def test_nul_bytes_and_controls_are_taken_out():
    article = read(body=BODY.replace("Ombrelune", "Ombre\x00lune\x0b"))
    assert article.text.startswith("Le prestataire Ombrelune a été")


def test_a_text_that_was_encoded_twice_is_repaired():
    twice = BODY.encode().decode("cp1252")
    assert read(body=twice).text == read().text


@pytest.mark.parametrize(
    "markup",
    ["<p>a</p>" * 50_000, f"<div class='{'a' * 3_000_000}'>x</div>", "<p>by " + "A" * 300_000, "<!--" * 100_000],
)
def test_markup_made_to_cost_time_costs_little(markup):
    started = time.process_time()
    refused(f"<html><body>{markup}")
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    ("tag", "names"),
    [
        ("Mairie piratée | Le Canard du Nord", ""),
        ("Mairie piratée - Cybersécurité - Le Canard du Nord", "<meta property='og:title' content='Mairie piratée'>"),
        ("Le Canard du Nord » Mairie piratée", ""),
        ("Mairie piratée • canard.example", ""),
    ],
)
def test_the_outlet_is_cut_off_the_title(tag, names):
    head = f"<title>{tag}</title><meta property='og:site_name' content='Le Canard du Nord'>{names}"
    page = f"<html lang='fr'><head>{head}</head><body><div class='txt'>{BODY}</div></body></html>"
    assert article_from_html(page, "https://canard.example/a", today=TODAY).title == "Mairie piratée"


def test_a_dash_inside_a_title_stays():
    page = f"<html><title>Rhysida - le retour | Gazette</title><body><h1>Rhysida - le retour</h1>{BODY}</body></html>"
    assert article_from_html(page, URL, today=TODAY).title == "Rhysida - le retour"


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("Attaque à l'<em>hôpital</em> de Dax", "Attaque à l'hôpital de Dax"),
        ("Attaque<br>à Dax, tout est à l'arrêt", "Attaque à Dax, tout est à l'arrêt"),
        (
            "<span class='badge-abonnes'>Abonnés</span>Attaque à Dax, tout est à l'arrêt",
            "Attaque à Dax, tout est à l'arrêt",
        ),
        ("<span>Attaque à Dax</span><span>Tout est à l'arrêt</span>", "Attaque à Dax Tout est à l'arrêt"),
    ],
)
def test_a_heading_is_read_as_it_is_seen(heading, title):
    page = f"<html><body><h1>{heading}</h1>{BODY}</body></html>"
    assert article_from_html(page, URL, today=TODAY).title == title


def test_the_feeds_title_helps_where_the_page_has_none():
    article = article_from_html(f"<html><body>{BODY}</body></html>", URL, title="Ombrelune attaqué", today=TODAY)
    assert (article.title, article.origins["title"]) == ("Ombrelune attaqué", "feed")


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("https://www.gazette.example/tech/attaque-12?utm_source=x", "https://www.gazette.example/tech/attaque-12"),
        ("/tech/attaque-12", "https://www.gazette.example/tech/attaque-12"),
        ("http://www.gazette.example/tech/attaque", "https://www.gazette.example/tech/attaque"),
        ("https://gazette.evil.example2.org/tech/attaque", URL),
        ("https://www.gazette.example/", URL),
        ("javascript:alert(1)", URL),
        ("http://[bad/", URL),
        ("file:///etc/passwd", URL),
    ],
)
def test_the_canonical_address_never_leaves_the_site(href, address):
    assert read(f"<link rel='canonical' href='{href}'>").url == address


@pytest.mark.parametrize(
    ("shown", "published", "modified"),
    [
        ("<p>Publié le 25/11/2026 à 10:12</p>", date(2026, 11, 25), None),
        ("<p>Publié le 12 novembre 2026, mis à jour le 13 novembre 2026</p>", date(2026, 11, 12), date(2026, 11, 13)),
        (
            "<span>Mis à jour le</span> <span>13/11/2026</span> <span>Publié le</span> <span>12/11/2026</span>",
            date(2026, 11, 12),
            date(2026, 11, 13),
        ),
        ("<div>25 november 2026 om 10:12</div>", date(2026, 11, 25), None),
        ("<div>24-11-26, 06:30</div>", date(2026, 11, 24), None),
        ("<div>Le 1er déc. 2025</div>", date(2025, 12, 1), None),
        ("<time datetime='2026-11-02T09:00:00+01:00'>lundi</time>", date(2026, 11, 2), None),
        ("<div>Publié le 25/11/2027</div>", None, None),
        ("<div>© 2004-2026 Gazette</div>", None, None),
        ("<div>Mis à jour le 24/11/2026</div>", None, date(2026, 11, 24)),
    ],
)
def test_dates_shown_under_the_title(shown, published, modified):
    article = read(before=shown)
    assert (article.published, article.modified) == (published, modified)


def test_dates_of_other_articles_are_not_the_articles():
    related = (
        "<aside class='related'><article><h3>Autre</h3><time datetime='2026-11-20'>20/11/2026</time></article></aside>"
    )
    assert read(before="<p class='date'>03/09/2026</p>", body=BODY + related).published == date(2026, 9, 3)


def test_a_page_without_a_date_takes_the_feeds_never_todays():
    assert read().published is None
    article = read(published=date(2026, 11, 3))
    assert (article.published, article.origins["published"]) == (date(2026, 11, 3), "feed")


@pytest.mark.parametrize(
    ("stamp", "url", "day"),
    [
        ("2026-11-24T23:30:00Z", "https://www.gazette.be/x", date(2026, 11, 25)),
        ("2026-11-24T23:30:00+00:00", "https://www.gazette.co.uk/x", date(2026, 11, 24)),
        ("2026-11-25T00:10:00+01:00", "https://www.gazette.com/x", date(2026, 11, 25)),
        ("2026-11-24T23:30:00-05:00", "https://www.gazette.com/x", date(2026, 11, 24)),
        ("1795555000", "https://www.gazette.example/x", date(2026, 11, 24)),
        ("20261103", "https://www.gazette.example/x", date(2026, 11, 3)),
        ("Tue, 03 Nov 2026 10:00:00 +0100", "https://www.gazette.example/x", date(2026, 11, 3)),
    ],
)
def test_a_time_stamp_means_the_day_of_its_readers(stamp, url, day):
    assert read(f"<meta property='article:published_time' content='{stamp}'>", url=url).published == day


def test_structured_data_of_another_article_is_not_taken():
    nodes = (
        '[{"@type":"NewsArticle","headline":"Autre chose","url":"/autre","datePublished":"2020-01-01"},'
        '{"@type":"NewsArticle","headline":"Ombrelune attaqué","url":"https://www.gazette.example/tech/attaque",'
        '"datePublished":"2026-11-04","author":{"name":"Ada Lenoir"},}]'
    )
    article = read(f"<script type='application/ld+json'>{nodes}</script>")
    assert (article.published, article.author) == (date(2026, 11, 4), "Ada Lenoir")


def test_an_english_theme_does_not_make_a_french_text_english():
    page = f"<html lang='en-US'><body><h1>Ombrelune attaqué</h1>{BODY * 2}</body></html>"
    article = article_from_html(page, URL, today=TODAY)
    assert (article.language, article.origins["language"]) == ("fr", "text")


def test_a_label_on_somebody_elses_teaser_closes_nothing():
    teaser = "<div class='liste'>" + "<p>Météo du week-end</p>" * 90 + "<p>Article réservé aux abonnés</p></div>"
    assert read(body=BODY + teaser).access == "open"


def test_an_article_that_breaks_off_is_marked():
    assert read(body=BODY.replace("directeur de la société.", "directeur de la […]")).access == "truncated"


@pytest.mark.parametrize(
    "line",
    [
        "<p><strong>Lire aussi :</strong> <a href='/x'>Trois hôpitaux visés en un mois dans la région</a></p>",
        "<p><a href='/x'>Lees ook: drie ziekenhuizen getroffen in een maand tijd</a></p>",
        "<p>Read more: <a href='/x'>Three hospitals hit in a month, and no end in sight</a></p>",
        "<p>Inscrivez-vous à notre newsletter pour recevoir chaque matin l'essentiel de l'actualité.</p>",
        "<p>Schrijf je in voor onze nieuwsbrief en ontvang elke ochtend het laatste nieuws.</p>",
        "<p>Sign up for our newsletter and get the day's stories in your inbox.</p>",
        "<p>Crédit photo : Jean Dorvil / Gazette</p>",
        "<p>Partager sur Facebook</p>",
        "<div class='newsletter-box'><p>Chaque matin, l'essentiel de ce qu'il faut savoir, dans votre boîte.</p></div>",
        "<figure><img><figcaption>Le siège d'Ombrelune à Nantes, mardi, après l'annonce.</figcaption></figure>",
        "<div id='comments'><p>" + "Je n'en reviens pas que cela arrive encore, vraiment. " * 30 + "</p></div>",
    ],
)
def test_lines_that_are_not_the_articles_are_left_out(line):
    assert read(body=BODY + line + BODY.replace("Ombrelune", "Clairlune")).text.count("\n\n") == 5


def test_a_sentence_that_begins_like_a_teaser_stays():
    sentence = "<p>Lire aussi vite que possible la note de l'agence : tel est le conseil donné à tous les clients.</p>"
    assert "Lire aussi vite" in read(body=BODY + sentence).text


def test_each_field_says_where_it_comes_from():
    head = (
        "<meta property='article:published_time' content='2026-11-04'><link rel='canonical' href='/tech/attaque'>"
        '<script type=\'application/ld+json\'>{"@type":"NewsArticle","author":"Ada Lenoir"}</script>'
    )
    origins = read(head).origins
    assert {field: origins[field] for field in ("text", "published", "url", "author", "language")} == {
        "text": "trafilatura",
        "published": "meta",
        "url": "canonical",
        "author": "json-ld",
        "language": "page",
    }
