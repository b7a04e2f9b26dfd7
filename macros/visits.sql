{#- One parameter of an address' query or fragment, decoded; null where it is missing or empty. Its name
    is read in any case, and after the `&amp;` of copied HTML too. -#}
{% macro url_parameter(url, name) -%}
    {{ return(url_match(url, '[?&;#]' ~ name ~ '=([^&#]+)', 1)) }}
{%- endmacro %}


{#- The key of a click on an ad that an address carries, the first of several; `part` is id or type. -#}
{% macro url_click(url, part) -%}
    {%- set click = '[?&;#](gclid|gbraid|wbraid|msclkid|li_fat_id|fbclid)=([^&#]+)' -%}
    {{ return(url_match(url, click, 2) if part == 'id' else 'lower(' ~ url_match(url, click, 1) ~ ')') }}
{%- endmacro %}


{#- What a group of a pattern, in any case, takes from an address, decoded. -#}
{% macro url_match(url, pattern, group) -%}
    {{ return(adapter.dispatch('url_match', 'whence')(url, pattern, group)) }}
{%- endmacro %}

{#- A text whose %XX are no UTF-8 stays as it is. DuckDB stops at one, whatever `case` or try() stands
    around, since it may decode values that are ruled out: so only the part before it is ever decoded. -#}
{% macro duckdb__url_match(url, pattern, group) -%}
    {%- set match = "regexp_extract(" ~ url ~ ", '" ~ pattern ~ "', " ~ group ~ ", 'i')" -%}
    {%- set encoded = "regexp_extract(" ~ match ~ ", '^" ~ encoded_text() ~ "', 0, 'i')" -%}
    case
        when {{ encoded }} = {{ match }} then nullif(trim(url_decode(replace({{ encoded }}, '+', ' '))), '')
        else {{ match }}
    end
{%- endmacro %}


{% macro spark__url_match(url, pattern, group) -%}
    {%- set match = "regexp_extract(" ~ url ~ ", '(?i)" ~ pattern ~ "', " ~ group ~ ")" -%}
    case
        when {{ matches_whole(match, "'(?i)" ~ encoded_text() ~ "'") }} then nullif(trim(try_url_decode({{ match }})), '')
        else {{ match }}
    end
{%- endmacro %}


{#- A pattern of texts whose %XX are UTF-8. -#}
{% macro encoded_text() -%}
    {%- set more = '%[89ab][0-9a-f]' -%}
    {%- set two = '%(c[2-9a-f]|d[0-9a-f])' ~ more -%}
    {%- set three = '%(e0%[ab][0-9a-f]|e[1-9abcef]' ~ more ~ '|ed%[89][0-9a-f])' ~ more -%}
    {%- set four = '%(f0%[9ab][0-9a-f]|f[1-3]' ~ more ~ '|f4%8[0-9a-f])' ~ more ~ more -%}
    {{ return('([^%]|%[0-7][0-9a-f]|' ~ two ~ '|' ~ three ~ '|' ~ four ~ ')*') }}
{%- endmacro %}


{#- The marks of a touch or a page view: what its source says, else what the address carries. -#}
{% macro marks_of(relation, url) -%}
    {%- set url = relation ~ '.' ~ url -%}
    {%- for parameter in ['utm_source', 'utm_medium', 'utm_campaign', 'utm_term', 'utm_content'] %}
    coalesce({{ relation }}.{{ parameter }}, {{ url_parameter(url, parameter) }}) as {{ parameter }},
    {%- endfor %}
    coalesce({{ relation }}.click_id, {{ url_click(url, 'id') }}) as click_id,
    case when {{ relation }}.click_id is null then {{ url_click(url, 'type') }} else lower({{ relation }}.click_id_type) end as click_id_type
{%- endmacro %}


{#- An address without its query and fragment, which may hold what is personal. -#}
{% macro page_of(url) -%}
    split_part(split_part({{ url }}, '?', 1), '#', 1)
{%- endmacro %}


{#- Whether a site is a part of another one, as app.acme.com is of acme.com. -#}
{% macro is_part_of(site, other_site) -%}
    (right({{ site }}, length({{ other_site }}) + 1) = '.' || {{ other_site }})
{%- endmacro %}


{#- Who viewed or did something on a site, before anybody knows the person: the browser, else the user,
    the contact or the address. -#}
{% macro visitor_of(relation) -%}
    coalesce(
        {{ relation }}.anonymous_id, 'user ' || {{ relation }}.user_id, 'contact ' || {{ relation }}.contact_id, {{ relation }}.email
    )
{%- endmacro %}


{#- The sessions and the touches of visitors in one order, sessions first where they begin with a touch. -#}
{% macro sessions_and_touches(condition) -%}
    select
        visitor,
        started_at as happened_at,
        session_id as key_of_row,
        session_id,
        started_at,
        ended_at,
        cast(null as string) as touch_id,
        cast(null as timestamp) as touched_at,
        1 as place
    from {{ ref('int_sessions') }}
    union all
    select visitor, touched_at, touch_id, null, null, null, touch_id, touched_at, 2
    from {{ ref('int_given_touches') }}
    where visitor is not null and not coalesce(is_date_only, false) and {{ condition }}
{%- endmacro %}


{#- The two directions in which a visitor's rows are looked through. -#}
{% macro looking_back_and_ahead() -%}
    so_far as (
        partition by visitor order by happened_at, place, key_of_row
        rows between unbounded preceding and current row
    ),
    from_here as (
        partition by visitor order by happened_at, place, key_of_row
        rows between current row and unbounded following
    )
{%- endmacro %}
