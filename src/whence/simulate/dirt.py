"""Dirt: how untidily the systems of the company keep what happened.

Nothing here changes what happened: people, touches, deals and money are those of the company.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Dirt:
    """Every share and number that the systems' records depend on, besides the company."""

    # accounts
    shared_domain_share: float = 0.6  #: subsidiaries on the website and the mail of their parent
    no_website_share: float = 0.04  #: accounts of which the CRM does not know the website
    merged_account_share: float = 0.04  #: accounts that were in the CRM twice
    second_merge_share: float = 0.3  #: of those: three times, merged one after another

    # people
    private_mail_share: float = 0.06  #: people who give a private address when first asked
    odd_company_share: float = 0.3  #: of those: who write their company's name as the CRM does not
    duplicate_share: float = 0.14  #: later forms that make the person a lead once more
    #: The duplicate's address: the same one, in other letters, a private one.
    duplicate_mail_shares: tuple[float, float, float] = (0.2, 0.5, 0.3)
    #: What became of it, if it is the only one: merged, converted, nothing.
    duplicate_fate_shares: tuple[float, float, float] = (0.5, 0.25, 0.25)
    merge_days: float = 40.0  #: mean time until a duplicate is found
    merged_contact_share: float = 0.05  #: contacts that were in the CRM twice
    no_mail_share: float = 0.03  #: contacts without an e-mail address
    second_job_share: float = 0.03  #: deals with somebody who works for another account, too
    job_change_share: float = 0.02  #: accounts that somebody came to, computer and all
    missing_role_share: float = 0.3  #: people whose part in a deal nobody entered
    missing_primary_share: float = 0.12  #: deals of which nobody entered the primary contact

    # the website
    #: Days until a person's browser forgets the visitor, and the share of such people.
    cookie_days: tuple[tuple[int, float], ...] = ((10_000, 0.6), (300, 0.25), (75, 0.15))
    odd_tag_share: float = 0.14  #: links whose UTM parameters somebody typed
    no_tag_share: float = 0.06  #: links without them
    group_call_share: float = 0.3  #: forms and chats after which the site says which account it is
    outsiders: float = 0.25  #: visitors who have nothing to do with any account, per account
    outsider_form_share: float = 0.25  #: of them: who fill in a form
    staff_visits: float = 0.35  #: visits of our own people, per account
    staff_login_share: float = 0.3  #: of them: with which they become known as our own

    # activities
    crm_call_shares: tuple[float, float, float] = (0.35, 0.4, 0.25)  #: CRM alone, both, Gong alone
    crm_meeting_shares: tuple[float, float, float] = (0.3, 0.55, 0.15)
    unanswered_calls: float = 0.5  #: calls that reached nobody, per call that did
    further_guests: float = 0.8  #: people of the account in a recorded meeting besides the first
    open_task_share: float = 0.08  #: tasks that nobody has done yet, per task that is done
    synced_response_share: float = 0.6  #: forms after an ad that are CRM campaign responses, too
    invited: float = 1.5  #: people who were only invited or only registered, per one who came
    deleted_share: float = 0.015  #: rows that were deleted later, per row that was not
    stale_reference_share: float = 0.3  #: activities still at a record that has been merged
    reopened_share: float = 0.08  #: deals that went a stage back
    unknown_company_share: float = 0.05  #: companies on G2 that no system of ours knows


DIRT = Dirt()
