"""Looks: what a touch of each channel looks like in the raw tables.

A web touch carries UTM parameters or a referrer and no channel, so that the channel rules have to
classify it; a few are tagged in mixed case, as on real sites.
"""

from dataclasses import dataclass
from enum import IntEnum


class Trace(IntEnum):
    """What a touch tells of who made it."""

    VISITOR = 0  #: a device; the person too, if it was identified before
    FORM = 1  #: a device and the person's e-mail: from here on the device is identified
    PERSON = 2  #: a person our systems know
    COMPANY = 3  #: a company's domain, nobody in it


@dataclass(frozen=True)
class Look:
    """One way in which a touch of ``channel`` may look; ``share`` is relative to the channel's."""

    channel: str
    share: float
    touch_type: str
    trace: Trace
    content_kind: str = ""  #: none: the campaign is the content
    utm_source: str = ""
    utm_medium: str = ""
    referrer: str = ""
    click_id_type: str = ""
    stated_channel: str = ""  #: by the system that it comes from
    team: str = ""
    direction: str = "inbound"


_VISITOR, _FORM, _PERSON, _COMPANY = Trace


def _web(  # noqa: PLR0913  one for each mark of a visit
    channel: str,
    *,
    share: float = 1.0,
    page: str = "page",
    form: float = 0.0,
    download: float = 0.0,
    chat: float = 0.0,
    utm: str = "/",
    referrer: str = "",
    click_id_type: str = "",
) -> list[Look]:
    """Return the looks of visits from one place: sessions, and the conversions in a part of them.

    ``utm`` is the UTM source and medium, as Analytics shows them: ``google/cpc``.
    """
    utm_source, utm_medium = utm.split("/")
    kinds = [
        (1 - form - download - chat, "web_session", _VISITOR, page),
        (form, "form_submission", _FORM, "form"),
        (download, "content_download", _FORM, "asset"),
        (chat, "chat", _FORM, "chat"),
    ]
    return [
        Look(
            channel,
            share * part,
            touch_type,
            trace,
            content,
            utm_source,
            utm_medium,
            referrer,
            click_id_type,
        )
        for part, touch_type, trace, content in kinds
        if part > 0
    ]


_GOOGLE = "https://www.google.com/"
_LINKEDIN = "https://www.linkedin.com/"

LOOKS: tuple[Look, ...] = (
    *_web("paid_search", share=0.75, page="landing", form=0.12, download=0.10, utm="google/cpc",
          referrer=_GOOGLE, click_id_type="gclid"),
    *_web("paid_search", share=0.05, page="landing", utm="Google/CPC", referrer=_GOOGLE,
          click_id_type="gclid"),
    *_web("paid_search", share=0.15, page="landing", form=0.12, utm="bing/cpc",
          referrer="https://www.bing.com/", click_id_type="msclkid"),
    Look("paid_search", 0.05, "ad_click", _VISITOR, "ad", "google", "cpc", click_id_type="gclid"),
    *_web("brand_search", form=0.18, chat=0.04, utm="google/cpc", referrer=_GOOGLE,
          click_id_type="gclid"),
    *_web("paid_social", share=0.55, page="landing", form=0.10, download=0.15,
          utm="linkedin/paid-social", referrer=_LINKEDIN, click_id_type="li_fat_id"),
    *_web("paid_social", share=0.04, page="landing", utm="LinkedIn/Paid-Social",
          referrer=_LINKEDIN, click_id_type="li_fat_id"),
    *_web("paid_social", share=0.13, page="landing", form=0.10, utm="facebook/paid_social",
          referrer="https://www.facebook.com/", click_id_type="fbclid"),
    Look("paid_social", 0.20, "ad_click", _VISITOR, "ad", "linkedin", "paid-social",
         click_id_type="li_fat_id"),
    Look("paid_social", 0.08, "form_submission", _FORM, "lead_form", "linkedin", "paid-social",
         click_id_type="li_fat_id"),
    *_web("retargeting", page="landing", form=0.12, utm="adroll/retargeting"),
    *_web("organic_search", share=0.80, form=0.12, download=0.14, chat=0.03, referrer=_GOOGLE),
    *_web("organic_search", share=0.10, form=0.10, download=0.10,
          referrer="https://www.bing.com/"),
    *_web("organic_search", share=0.10, form=0.10, download=0.10,
          referrer="https://duckduckgo.com/"),
    *_web("organic_social", share=0.60, form=0.05, download=0.12, referrer=_LINKEDIN),
    *_web("organic_social", share=0.40, form=0.05, download=0.12, utm="linkedin/social",
          referrer=_LINKEDIN),
    *_web("referral", share=0.45, form=0.10, download=0.10,
          referrer="https://www.revenueweekly.example/"),
    *_web("referral", share=0.30, form=0.15, referrer="https://chatgpt.com/"),
    *_web("referral", share=0.25, form=0.10, utm="revops-slack/community"),
    Look("newsletter", 1.0, "email_sent", _PERSON, "newsletter", team="marketing",
         direction="outbound"),
    Look("newsletter_open", 1.0, "email_opened", _PERSON, "newsletter"),
    Look("newsletter_click", 1.0, "email_clicked", _FORM, "newsletter", "newsletter", "email"),
    Look("syndication", 1.0, "content_download", _FORM, "asset", "industrypress", "cpl"),
    Look("webinar", 1.0, "webinar", _PERSON),
    Look("event", 1.0, "event", _PERSON),
    *_web("partner", share=0.7, page="landing", form=0.20, utm="ledgerly/partner",
          referrer="https://www.ledgerly.example/"),
    Look("partner", 0.3, "campaign_response", _PERSON, stated_channel="Partner"),
    Look("review_site", 0.5, "review_site", _COMPANY, "review"),
    *_web("review_site", share=0.5, form=0.15, utm="g2/review", referrer="https://www.g2.com/"),
    Look("intent_data", 1.0, "intent_signal", _COMPANY, "topic"),
    *_web("display", page="landing", form=0.03, utm="google/display"),
    *_web("podcast", share=0.8, page="landing", form=0.08, utm="pipeline-talks/podcast"),
    Look("podcast", 0.2, "self_reported", _FORM, "answer", stated_channel="Podcast"),
    Look("outbound_email", 1.0, "email_sent", _PERSON, "outreach", stated_channel="Outbound",
         team="sales_development", direction="outbound"),
    Look("outbound_open", 1.0, "email_opened", _PERSON, "outreach", stated_channel="Outbound",
         team="sales_development"),
    Look("outbound_reply", 1.0, "email_replied", _PERSON, "outreach", stated_channel="Outbound",
         team="sales_development"),
    Look("outbound_call", 0.85, "call", _PERSON, "call", team="sales_development",
         direction="outbound"),
    Look("outbound_call", 0.15, "call", _PERSON, "call", team="sales_development"),
    Look("meeting", 0.6, "meeting", _PERSON, "meeting", team="sales", direction="outbound"),
    Look("meeting", 0.4, "meeting", _PERSON, "meeting", team="sales"),
    Look("demo", 1.0, "demo", _PERSON, "demo", team="sales"),
    *_web("direct", form=0.14, download=0.04, chat=0.06),
    Look("impression", 0.7, "ad_impression", _COMPANY, "ad", stated_channel="Paid Social"),
    Look("impression", 0.3, "ad_impression", _COMPANY, "ad", stated_channel="Display"),
)  # fmt: skip

SITE = "https://www.whence.example"

#: Per kind of content the titles and, for what is on our website, the path.
CONTENTS: dict[str, tuple[tuple[str, str], ...]] = {
    "page": (
        ("Home", "/"),
        ("Product", "/product"),
        ("Pricing", "/pricing"),
        ("Customers", "/customers"),
        ("Integrations", "/integrations"),
        ("Blog: why the last click lies", "/blog/why-the-last-click-lies"),
        ("Blog: one journey, six people", "/blog/one-journey-six-people"),
        ("Blog: what sales did for your pipeline", "/blog/what-sales-did"),
    ),
    "landing": (
        ("See what wins deals", "/lp/see-what-wins-deals"),
        ("Attribution for B2B", "/lp/attribution-for-b2b"),
        ("Compare us", "/lp/compare"),
    ),
    "form": (
        ("Demo request", "/demo"),
        ("Contact us", "/contact"),
        ("Pricing request", "/pricing"),
        ("Free trial", "/trial"),
    ),
    "lead_form": (("LinkedIn lead form: buyer's guide", ""),),
    "asset": (
        ("Guide: attribution for long sales cycles", "/guides/long-sales-cycles"),
        ("Report: the state of B2B pipelines", "/reports/b2b-pipelines"),
        ("Template: marketing budget", "/templates/marketing-budget"),
        ("Buyer's guide: revenue attribution", "/guides/buyers-guide"),
        ("Checklist: clean UTM parameters", "/guides/utm-checklist"),
    ),
    "chat": (("Chat with us", "/pricing"),),
    "ad": (
        ("Carousel: six people buy", ""),
        ("Video: a deal in 60 seconds", ""),
        ("Image: where did it come from?", ""),
    ),
    "newsletter": (
        ("The Revenue Letter", "/blog"),
        ("Product news", "/product"),
        ("Invitation: live session", "/webinars"),
    ),
    "outreach": (
        ("Introduction", ""),
        ("Follow-up: example report", ""),
        ("Last attempt", ""),
    ),
    "call": (("Qualification call", ""), ("Follow-up call", "")),
    "meeting": (("Discovery meeting", ""), ("Workshop", ""), ("Commercial meeting", "")),
    "demo": (("Product demo", ""), ("Technical demo", "")),
    "review": (("G2: our profile", ""), ("G2: comparison with Attributo", "")),
    "topic": (("revenue attribution", ""), ("marketing analytics", ""), ("pipeline reporting", "")),
    "answer": (("How did you hear about us: a podcast", "/demo"),),
}

KEYWORDS = (
    "revenue attribution",
    "b2b attribution software",
    "marketing attribution tool",
    "multi touch attribution",
)
