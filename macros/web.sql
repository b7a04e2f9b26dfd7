{#- What the trackers of websites have in common. -#}

{#- What an event was, by the words of its name, since every site names its events itself. A name that
    says none of this stays what it is: `other`, in the touches of all sources. What was asked for is a
    form: the meeting itself is in the CRM. What did not happen, or was only begun, is nothing. -#}
{% macro touch_type_of_event(event) -%}
    {%- set words = as_words(event) -%}
    {%- set asked_for = 'request|schedul|(^| )book' -%}
    case
        when {{ matches(words, "'fail|error|abandon|cancel|dismiss|start(ed)? form|form (start|view|open|shown)'") }} then {{ as_name(event) }}
        when {{ both_in(words, 'webinar', 'regist|sign|attend|join|watch') }} then 'webinar'
        when {{ matches(words, "'download'") }} or {{ both_in(words, 'content|white ?paper|e ?book|case study|guide', 'request|unlock') }}
            then 'content_download'
        when {{ both_in(words, 'mail', 'click') }} then 'email_clicked'
        when {{ both_in(words, 'mail', 'open') }} then 'email_opened'
        when {{ both_in(words, 'mail', 'sent|deliver') }} then 'email_sent'
        when {{ both_in(words, 'chat|conversation', 'start|request') }} then 'chat'
        when {{ is_demo(words) }} and {{ matches(words, "'held|attend|complete|took place'") }} then 'demo'
        when {{ both_in(words, 'demo|meeting|call|appointment|consultation|trial|quote|pricing|contact', asked_for) }} then 'form_submission'
        when {{ both_in(words, '(^| )forms?( |$)', 'submi|sent|fill|complete') }} then 'form_submission'
        when {{ matches(words, "'lead form|contact (us|sales)|(newsletter|blog).*(sign|subscri)|subscri.*(newsletter|blog)'") }}
            or {{ both_in(words, '(^| )leads?( |$)', 'generat|captur|submi|creat') }} then 'form_submission'
        when {{ matches(words, "'sign(ed)? ?(up|in)( |$)|log(ged)? ?in( |$)|trial (start|begin|began|activat)|invit|onboard|activat'") }}
            or {{ both_in(words, 'account|workspace|project|user|member|feature|subscription|plan', 'creat|add|used|start|upgrad') }} then 'product_event'
        else {{ as_name(event) }}
    end
{%- endmacro %}


{#- Whether a text has something of both lists, in any order. -#}
{% macro both_in(text, these, those) -%}
    ({{ matches(text, "'" ~ these ~ "'") }} and {{ matches(text, "'" ~ those ~ "'") }})
{%- endmacro %}


{#- Whether an event says how far somebody scrolled. -#}
{% macro is_scroll(event) -%} {{ matches(as_words(event), "'scroll'") }} {%- endmacro %}


{#- How far page views were scrolled and how long they were in front: {page_view_id, percent_scrolled,
    engaged_seconds}. `page_events` has happened_at, page_key (a visitor on a page; null: nobody we could
    tell from others), page_view_id (null: an event on the page) and the two measures. An event belongs
    to the latest view of its page, so that a page viewed twice has two depths. -#}
{% macro depths_of_page_views(page_events) %}
    select
        max(page_view_id) as page_view_id,
        case when max(percent_scrolled) > 100 then 100 else max(percent_scrolled) end as percent_scrolled,
        sum(engaged_seconds) as engaged_seconds
    from (
        select
            *,
            count(page_view_id) over (partition by page_key order by happened_at) as view_number
        from {{ page_events }}
        where page_key is not null
    )
    where view_number > 0
    group by page_key, view_number
{% endmacro %}


{#- A percentage as a number: 75, 75.0 or 75 with a percent sign; null where it is none. -#}
{% macro read_percent(text) -%}
    {%- set number = read_text("trim(replace(" ~ text ~ ", '%', ''))", 'double') -%}
    case when {{ number }} between 0 and 100 then {{ number }} end
{%- endmacro %}


{#- The e-mail address that a site uses as its user id, else null. -#}
{% macro email_or_null(user_id) -%}
    case when {{ user_id }} like '%_@_%._%' and {{ user_id }} not like '% %' then lower({{ user_id }}) end
{%- endmacro %}


{#- The first sight of each visitor as a user, from events that carry both ids. -#}
{% macro identifications_from_events(source_name, anonymous_id, happened_at) %}
    select
        min({{ happened_at }}) as identified_at,
        {{ anonymous_id }} as anonymous_id,
        user_id,
        {{ email_or_null('user_id') }} as email,
        'identify' as match_method,
        '{{ source_name }}' as source_system
    from {{ ref('base_' ~ source_name ~ '__event') }}
    where
        rejected_reason is null
        and user_id is not null
        and ({{ anonymous_id }} is not null or {{ email_or_null('user_id') }} is not null)
    group by {{ anonymous_id }}, user_id
{% endmacro %}


{#- Why an event of GA4's export is no touch, null where it is one: what GA4 records without being told,
    and looking at things in a shop. -#}
{% macro ga4_rejection() -%}
    case
        when {{ is_scroll('name') }} then 'is the depth of a page view, not a touch'
        when name in (
            'session_start', 'first_visit', 'user_engagement', 'click', 'form_start', 'view_search_results', 'video_start', 'video_progress',
            'video_complete', 'first_open', 'screen_view', 'app_remove', 'app_update', 'app_clear_data', 'app_exception', 'os_update', 'error',
            'ad_click', 'ad_exposure', 'ad_impression', 'ad_query', 'ad_reward', 'adunit_exposure', 'dynamic_link_app_open',
            'dynamic_link_app_update', 'dynamic_link_first_open', 'firebase_campaign', 'notification_dismiss', 'notification_foreground',
            'notification_open', 'notification_receive', 'notification_send'
        ) then 'is recorded by GA4 itself and is not a touch'
        when name in ('view_item', 'view_item_list', 'select_item', 'view_promotion', 'select_promotion', 'view_cart')
            then 'is a look at a shop, which its page view has, and is not a touch'
        when coalesce(user_pseudo_id, user_id) is null then 'has no user_pseudo_id and no user_id: nothing leads to a person'
    end
{%- endmacro %}


{#- The campaign of an event: what GA4 collected with it, else its own parameters. Texts like (none) say
    that there is none. -#}
{% macro ga4_campaign_columns(events) -%}
    {%- for column, collected in {
        'source': 'manual_source', 'medium': 'manual_medium', 'campaign': 'manual_campaign_name', 'term': 'manual_term', 'content': 'manual_content'
    }.items() %}
    coalesce({{ ga4_text(events ~ '.collected_traffic_source_' ~ collected) }}, {{ ga4_text(events ~ '.param_' ~ column) }}) as utm_{{ column }},
    {%- endfor %}
    coalesce({{ events }}.collected_traffic_source_gclid, {{ events }}.param_gclid) as click_id,
    case when coalesce({{ events }}.collected_traffic_source_gclid, {{ events }}.param_gclid) is not null then 'gclid' end as click_id_type
{%- endmacro %}


{#- Texts in parentheses are GA4's own words for a source, medium or campaign that is not there. -#}
{% macro ga4_text(column) -%} case when {{ column }} not like '(%)' then {{ column }} end {%- endmacro %}
