from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from sqlcoder.evaluation.leaderboard import as_html
from sqlcoder.evaluation.page import page as page_of
from tests.evaluation import runs


class Opened:
    """Opens files in the browser, and keeps what they ask of the network and say on the console."""

    def __init__(self, browser: Browser, folder: Path) -> None:
        self._browser = browser
        self._folder = folder
        self._contexts: list[Any] = []
        self.requests: list[str] = []
        self.messages: list[str] = []

    def open(self, text: str, hash: str = "", **options: Any) -> Page:
        path = self._folder / "page.html"
        path.write_text(text, encoding="utf-8")
        context = self._browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        self._contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.messages.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: self.messages.append(str(error)))
        page.goto(f"{path.as_uri()}{hash}")
        return page

    def close(self) -> None:
        for context in self._contexts:
            context.close()


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Opened]:
    found = Opened(browser, tmp_path)
    yield found
    found.close()
    # Whatever a test did: nothing was asked of the network, and nothing went wrong.
    assert [url for url in found.requests if not url.startswith(tmp_path.as_uri())] == []
    assert found.messages == []


@pytest.fixture(scope="module")
def html() -> str:
    return page_of(runs.run())


@pytest.fixture(scope="module")
def compared() -> str:
    return page_of(runs.run(), runs.earlier())


def shown(page: Page) -> list[str]:
    return page.locator(".question .meta span:first-child").all_inner_texts()


def line(page: Page, id: str) -> Any:
    return page.locator(".line", has=page.locator(f".meta span:first-child:text-is('{id}')"))


def focused(page: Page) -> str:
    found: str = page.evaluate("document.activeElement.querySelector('.meta span')?.textContent ?? ''")
    return found


def test_the_headline_stands_with_its_interval(opened: Opened, html: str) -> None:
    page = opened.open(html)
    assert page.title() == "Small model, first prompt - evaluation"
    hero = page.get_by_role("region", name="Right", exact=True)
    assert hero.locator(".number").inner_text() == "34.8%"
    assert "8 of 23 answerable questions, 95% interval 18.8–55.1" in hero.inner_text()
    assert hero.get_by_role("img").first.get_attribute("aria-label") == "34.8%, 95% interval 18.8–55.1"


def test_a_warning_comes_before_all_numbers(opened: Opened) -> None:
    run = runs.run()
    right = replace(run.records[0], judgement=replace(run.records[0].judgement, baselines={"always 1": True}))
    page = opened.open(page_of(replace(run, records=(right, *run.records[1:]))))
    first = page.locator("#overview > *").first
    assert first.inner_text().startswith('The baseline "always 1" is right on')


def test_every_outcome_has_a_segment_and_a_name(opened: Opened, html: str) -> None:
    page = opened.open(html)
    # Twelve outcomes; to abstain is right on some questions and wrong on others.
    assert page.locator(".segment").count() == 13
    names = page.locator(".legend .badge").all_inner_texts()
    assert len(names) == 13
    assert {"right", "abstained rightly", "abstained wrongly", "gold fault"} <= set(names)
    colours = page.locator(".segment").evaluate_all(
        "all => all.map(e => getComputedStyle(e).backgroundColor)"
    )
    assert len(set(colours)) == 13


def test_filters_combine_and_stand_in_the_address(opened: Opened, html: str) -> None:
    page = opened.open(html)
    assert len(shown(page)) == 33
    page.get_by_label("Outcome", exact=True).select_option("wrong")
    expect(page.get_by_role("status")).to_have_text("7 of 33 questions")
    page.get_by_label("Database", exact=True).select_option("bakery")
    assert shown(page) == ["wrong-1", "wrong-2"]
    page.get_by_label("Search").fill("WRONG-2")
    assert shown(page) == ["wrong-2"]
    assert page.evaluate("location.hash") == "#outcome=wrong&database=bakery&q=WRONG-2"
    page.get_by_role("button", name="Clear").click()
    assert len(shown(page)) == 33


def test_every_choice_says_how_many_it_leaves(opened: Opened, html: str) -> None:
    page = opened.open(html)
    page.get_by_label("Category", exact=True).select_option("join")
    options = page.get_by_label("Outcome", exact=True).locator("option")
    texts = dict(
        zip(options.evaluate_all("all => all.map(o => o.value)"), options.all_inner_texts(), strict=True)
    )
    assert (texts[""], texts["right"], texts["wrong"], texts["timed out"]) == (
        "All (9)", "right (4)", "wrong (3)", "timed out (0)",
    )  # fmt: skip
    assert options.nth(list(texts).index("timed out")).is_disabled()


def test_a_link_restores_filters_and_the_open_question(opened: Opened, html: str) -> None:
    page = opened.open(html, "#outcome=wrong&hardness=extra&open=busy")
    assert shown(page) == ["busy", "long"]
    assert line(page, "busy").get_attribute("aria-expanded") == "true"
    expect(page.get_by_label("Hardness", exact=True)).to_have_value("extra")


def test_search_looks_into_sql(opened: Opened, html: str) -> None:
    page = opened.open(html)
    page.get_by_label("Search").fill("hives.colour")
    assert shown(page) == ["invalid-1", "invalid-2"]
    page.get_by_label("Search").fill("no such words anywhere")
    expect(page.get_by_text("No question matches.")).to_be_visible()


def test_the_keyboard_goes_through_the_questions(opened: Opened, html: str) -> None:
    page = opened.open(html)
    page.keyboard.press("j")
    assert focused(page) == "bought-in"
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert focused(page) == "keepers"
    page.keyboard.press("Enter")
    assert line(page, "keepers").get_attribute("aria-expanded") == "true"
    assert page.evaluate("location.hash") == "#open=keepers"
    page.keyboard.press("/")
    page.keyboard.type("jk/")
    expect(page.get_by_label("Search")).to_have_value("jk/")
    page.keyboard.press("Escape")
    assert len(shown(page)) == 33


def test_a_question_shows_both_queries_and_the_differing_rows(opened: Opened, html: str) -> None:
    page = opened.open(html)
    line(page, "busy").click()
    panel = page.get_by_role("region", name="Who has carried out")
    assert "The prediction has 3 rows, the gold 4." in panel.inner_text()
    gold, predicted = panel.locator("pre code").all()[:2]
    assert gold.inner_text().startswith("SELECT\n  members.full_name,")
    assert predicted.locator(".t-k").first.inner_text() == "SELECT"
    assert panel.locator(".diffline").inner_text().split("\n")[:3] == [
        "2 in both", "2 only in the gold", "1 only in the prediction",
    ]  # fmt: skip
    missing, surplus = panel.locator("tr.missing"), panel.locator("tr.surplus")
    assert [missing.count(), surplus.count()] == [2, 1]
    assert "only in the gold" in missing.first.inner_text()
    assert "Tam Reed" in surplus.inner_text()
    cells = panel.locator("td.null").all_inner_texts()
    assert cells == ["NULL", "NULL", "NULL"]
    assert panel.locator("td .null").inner_text() == "empty text"
    number = panel.locator("td.figure").first
    assert number.evaluate("cell => getComputedStyle(cell).textAlign") == "right"


def test_columns_in_another_order_say_what_they_stand_for(opened: Opened, html: str) -> None:
    page = opened.open(html, "#open=keepers")
    assert page.locator(".rows th small").all_inner_texts() == ["= keepers", "= region"]
    assert page.locator("tr.missing, tr.surplus").count() == 0
    assert page.locator(".diffline .mark").all_inner_texts() == ["3 in both"]


def test_a_query_is_also_shown_as_written(opened: Opened, html: str) -> None:
    page = opened.open(html, "#open=keepers")
    page.get_by_role("button", name="As written").nth(1).click()
    assert page.locator("pre code").nth(1).inner_text().startswith("select members.region, count(*)")


def test_a_long_result_says_how_much_is_shown(opened: Opened, html: str) -> None:
    page = opened.open(html, "#open=many-rows")
    titles = page.locator(".results h4").all_inner_texts()
    assert [" ".join(title.split()) for title in titles] == [
        "Gold first 50 of 1,234 rows · main", "Predicted first 50 of 60 rows",
    ]  # fmt: skip
    assert "others may be further down" in page.locator(".diffline").inner_text()


def test_hostile_text_is_text(opened: Opened, html: str) -> None:
    page = opened.open(html, "#open=hostile")
    details = page.locator("details")
    for place in range(details.count()):
        details.nth(place).locator("summary").click()
    assert runs.HOSTILE in page.locator(".rows").first.inner_text()
    assert str(runs.LARGE) in page.locator(".rows").first.inner_text()
    page.wait_for_timeout(200)
    assert page.evaluate("window.hurt") is None
    assert page.locator("img, main script, b").count() == 0


def test_replies_and_prompt_are_there(opened: Opened, html: str) -> None:
    page = opened.open(html, "#open=busy")
    page.get_by_text("The prompt", exact=True).click()
    expect(page.get_by_label("Prompt: system")).to_have_text(runs.SYSTEM)
    page.get_by_text("The reply", exact=True).click()
    assert page.get_by_label("Reply 1").inner_text().startswith("```sql")


def test_the_numbers_lead_to_their_questions(opened: Opened, html: str) -> None:
    page = opened.open(html)
    page.locator(".legend", has_text="timed out").click()
    assert shown(page) == ["slow"]
    page.get_by_role("button", name="window", exact=True).click()
    assert shown(page) == ["best-hives", "long"]


def test_changes_since_another_run(opened: Opened, compared: str) -> None:
    page = opened.open(compared)
    card = page.get_by_role("region", name="Against Before the prompt")
    assert (
        "+4.3 points (95% −12.3 to +20.7), McNemar's p = 1.000, on 23 shared questions." in card.inner_text()
    )
    card.get_by_role("button", name="gained").click()
    assert shown(page) == ["keepers", "right-1"]
    page.get_by_label("Change", exact=True).select_option("any")
    assert shown(page) == ["keepers", "right-1", "busy", "silent"]
    line(page, "busy").click()
    assert "'as it was'" in page.locator(".earlier").inner_text()
    assert "lost" in line(page, "busy").inner_text()


def test_a_long_list_is_drawn_as_it_is_scrolled_to(opened: Opened) -> None:
    one = runs.run().records[0]
    many = tuple(replace(one, id=f"n{n}") for n in range(300))
    page = opened.open(page_of(replace(runs.run(), records=many)))
    page.wait_for_timeout(100)
    assert len(shown(page)) < 300
    page.locator("#foot").scroll_into_view_if_needed()
    for _ in range(20):
        page.mouse.wheel(0, 20_000)
        page.wait_for_timeout(50)
    assert len(shown(page)) == 300
    page.get_by_label("Search").fill("n299")
    assert shown(page) == ["n299"]


@pytest.mark.parametrize("id", ["busy", "hostile", "long", "many-rows", "best-hives"])
def test_nothing_is_wider_than_a_phone(opened: Opened, compared: str, id: str) -> None:
    page = opened.open(compared, f"#open={id}", viewport={"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.locator("details.fold").evaluate_all("all => all.forEach(each => { each.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") == 360


# WCAG 2: the contrast of every visible text with what is behind it.
CONTRAST = r"""
() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = ([r, g, b]) => [r, g, b].map((part) => part / 255)
    .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, place) => sum + part * [0.2126, 0.7152, 0.0722][place], 0);
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const found = rgba(getComputedStyle(at).backgroundColor);
      if (found[3] > 0) return found;
    }
    return [255, 255, 255];
  };
  const poor = [];
  for (const element of document.querySelectorAll("body *")) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (!own || !element.checkVisibility() || element.closest("script, noscript, option, .unseen")) continue;
    const colours = [rgba(getComputedStyle(element).color), behind(element)];
    const [a, b] = colours.map(light).sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < 4.5) poor.push(`${element.className} ${element.textContent.slice(0, 30)} ${ratio}`);
  }
  return poor;
}
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_can_be_read(opened: Opened, compared: str, scheme: str) -> None:
    page = opened.open(compared, "#open=busy", color_scheme=scheme)
    line(page, "hostile").click()
    line(page, "keepers").click()
    page.locator("details").evaluate_all("all => all.forEach(each => { each.open = true; })")
    assert page.evaluate(CONTRAST) == []


def test_dark_and_light_follow_the_system_and_the_button(opened: Opened, html: str) -> None:
    page = opened.open(html, color_scheme="dark")
    ground = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(ground) == "rgb(18, 20, 23)"
    page.get_by_role("button", name="Theme").click()
    assert page.evaluate(ground) == "rgb(246, 246, 243)"
    page.get_by_role("button", name="Theme").click()
    assert page.evaluate(ground) == "rgb(18, 20, 23)"


def test_print_is_light_and_without_controls(opened: Opened, html: str) -> None:
    page = opened.open(html, color_scheme="dark")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert not page.locator("#filters").is_visible()


NAMELESS = """
() => [...document.querySelectorAll("button, input, select, summary, [role=region], [role=img]")]
  .filter((e) => !e.textContent.trim() && !e.ariaLabel && !e.labels?.length)
  .filter((e) => !e.hasAttribute("aria-labelledby"))
  .map((e) => e.outerHTML)
"""


def test_every_control_has_a_name_and_an_id_of_its_own(opened: Opened, compared: str) -> None:
    page = opened.open(compared, "#open=busy")
    nameless = page.evaluate(NAMELESS)
    assert nameless == []
    ids = page.evaluate("() => [...document.querySelectorAll('[id]')].map((e) => e.id)")
    assert len(ids) == len(set(ids))
    assert [page.locator(tag).count() for tag in ("main", "header", "footer", "h1")] == [1, 1, 1, 1]


def test_the_leaderboard_needs_no_script(opened: Opened) -> None:
    page = opened.open(as_html([runs.earlier(), runs.run()]), java_script_enabled=False)
    rows = page.locator("tbody tr")
    assert [rows.nth(n).locator("td").nth(1).inner_text().split("\n")[0] for n in range(2)] == [
        "Small model, first prompt", "Before the prompt",
    ]  # fmt: skip
