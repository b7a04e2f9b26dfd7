{#- The conformed shapes: what every source is turned into. A staging model gives the columns it
    has; those marked `not null` it must have. All also have source_system. -#}
{% macro shapes() %}
    {{ return(dict(shapes_of_activity(), **shapes_of_records())) }}
{% endmacro %}


{% macro shapes_of_activity() %}
    {{ return({
        'touches': {
            'touch_id': 'string not null', 'touched_at': 'timestamp not null', 'is_date_only': 'boolean', 'touch_type': 'string not null',
            'account_id': 'string', 'contact_id': 'string', 'email': 'string', 'user_id': 'string', 'anonymous_id': 'string',
            'company_domain': 'string', 'company_name': 'string', 'deal_id': 'string', 'channel': 'string', 'utm_source': 'string',
            'utm_medium': 'string', 'utm_campaign': 'string', 'utm_term': 'string', 'utm_content': 'string', 'referrer': 'string',
            'landing_page': 'string', 'click_id': 'string', 'click_id_type': 'string', 'campaign_id': 'string', 'campaign_name': 'string',
            'content': 'string', 'owner': 'string', 'team': 'string', 'direction': 'string', 'is_consented': 'boolean'},
        'page_views': {
            'page_view_id': 'string not null', 'viewed_at': 'timestamp not null', 'anonymous_id': 'string', 'session_id': 'string', 'url': 'string',
            'title': 'string', 'referrer': 'string', 'percent_scrolled': 'double', 'engaged_seconds': 'double', 'contact_id': 'string',
            'user_id': 'string', 'email': 'string', 'account_id': 'string', 'company_domain': 'string', 'utm_source': 'string',
            'utm_medium': 'string', 'utm_campaign': 'string', 'utm_term': 'string', 'utm_content': 'string', 'click_id': 'string', 'click_id_type': 'string'},
        'identifications': {
            'identified_at': 'timestamp not null', 'match_method': 'string not null', 'anonymous_id': 'string', 'user_id': 'string', 'contact_id': 'string',
            'email': 'string', 'account_id': 'string', 'company_domain': 'string', 'company_name': 'string'},
        'spend': {
            'spend_date': 'date not null', 'channel': 'string', 'platform': 'string', 'campaign_id': 'string', 'campaign_name': 'string',
            'cost': 'decimal(15,2) not null', 'currency': 'string', 'impressions': 'bigint', 'clicks': 'bigint', 'reactions': 'bigint',
            'comments': 'bigint', 'shares': 'bigint', 'follows': 'bigint', 'company_domain': 'string'},
        'ad_audiences': {
            'engaged_on': 'date not null', 'platform': 'string not null', 'campaign_id': 'string', 'audience_kind': 'string not null', 'audience': 'string not null',
            'company_domain': 'string', 'company_name': 'string', 'job_title': 'string', 'impressions': 'bigint', 'clicks': 'bigint', 'reactions': 'bigint',
            'comments': 'bigint', 'shares': 'bigint', 'follows': 'bigint'},
    }) }}
{% endmacro %}


{% macro shapes_of_records() %}
    {{ return({
        'deals': {
            'deal_id': 'string not null', 'account_id': 'string not null', 'deal_name': 'string', 'deal_type': 'string', 'created_at': 'timestamp not null',
            'expected_close_date': 'date', 'closed_at': 'timestamp', 'stage': 'string', 'outcome': 'string not null', 'amount': 'decimal(15,2)',
            'currency': 'string', 'term_months': 'bigint', 'probability': 'double', 'owner': 'string', 'lead_source': 'string',
            'self_reported_source': 'string', 'loss_reason': 'string', 'competitor': 'string', 'primary_campaign_id': 'string'},
        'deal_contacts': {'deal_id': 'string not null', 'contact_id': 'string not null', 'buying_role': 'string', 'is_primary': 'boolean'},
        'deal_stages': {'deal_id': 'string not null', 'stage': 'string not null', 'entered_at': 'timestamp not null', 'amount': 'decimal(15,2)'},
        'contacts': {
            'contact_id': 'string not null', 'record_type': 'string', 'account_id': 'string', 'email': 'string', 'user_id': 'string', 'anonymous_id': 'string',
            'full_name': 'string', 'title': 'string', 'buying_role': 'string', 'company_name': 'string', 'website': 'string', 'lead_source': 'string',
            'owner': 'string', 'created_at': 'timestamp', 'lead_created_at': 'timestamp', 'mql_at': 'timestamp', 'sql_at': 'timestamp'},
        'accounts': {
            'account_id': 'string not null', 'account_name': 'string', 'domain': 'string', 'parent_account_id': 'string', 'industry': 'string',
            'segment': 'string', 'employees': 'bigint', 'country': 'string', 'is_target_account': 'boolean', 'target_tier': 'string',
            'owner': 'string', 'created_at': 'timestamp'},
        'merges': {
            'record_type': 'string not null', 'merged_id': 'string not null', 'surviving_id': 'string not null', 'match_method': 'string not null',
            'merged_at': 'timestamp'},
        'campaigns': {
            'campaign_id': 'string not null', 'campaign_name': 'string', 'campaign_type': 'string', 'parent_campaign_id': 'string', 'starts_on': 'date',
            'ends_on': 'date', 'budget': 'decimal(15,2)', 'actual_cost': 'decimal(15,2)', 'currency': 'string'},
        'exchange_rates': {'currency': 'string not null', 'valid_from': 'date not null', 'rate': 'double not null', 'reporting_currency': 'string not null'},
        'targets': {
            'period_start': 'date not null', 'period': 'string not null', 'metric': 'string not null', 'value': 'double not null', 'owner': 'string'},
    }) }}
{% endmacro %}


{#- All rows of a shape, of every source that gives it, with all columns of the shape in its types. -#}
{% macro shape_rows(shape) %}
    {%- set columns = shapes()[shape] -%}
    {%- set sources = sources_of(shape) -%}
    {%- for source in sources %}
    {%- set given = given_columns(ref('stg_' ~ source ~ '__' ~ shape), source, shape) %}
    select
        {%- for name, type in columns.items() %}
        {% if name in given -%} cast({{ name }} as {{ type.split(' not null')[0] }}) as {{ name }},
        {%- else -%} cast(null as {{ type }}) as {{ name }},
        {%- endif %}
        {%- endfor %}
        '{{ source }}' as source_system
    from {{ ref('stg_' ~ source ~ '__' ~ shape) }}
    {{ 'union all' if not loop.last }}
    {%- else %}
    select
        {%- for name, type in columns.items() %}
        cast(null as {{ type.split(' not null')[0] }}) as {{ name }},
        {%- endfor %}
        cast(null as string) as source_system
    where false
    {%- endfor %}
{% endmacro %}


{#- The columns of a staging model, after a look whether they fit the shape. -#}
{% macro given_columns(relation, source, shape) %}
    {%- set columns = shapes()[shape] -%}
    {%- set found = adapter.get_columns_in_relation(relation) | map(attribute='name') | map('lower') | list if execute else [] -%}
    {#- nothing is built yet when the project is only compiled -#}
    {%- if not found -%} {{ return(columns.keys()) }} {%- endif -%}
    {%- set model = 'stg_' ~ source ~ '__' ~ shape -%}
    {%- for name in found if name not in columns and name != 'source_system' -%}
        {%- do stop(model ~ ' has the column ' ~ name ~ ', which the shape ' ~ shape ~ ' has not; its columns are: ' ~ columns.keys() | join(', ') ~ '.') -%}
    {%- endfor -%}
    {%- for name, type in columns.items() if type.endswith('not null') and name not in found -%}
        {%- do stop(model ~ ' has no column ' ~ name ~ ', which every row of the shape ' ~ shape ~ ' must have.') -%}
    {%- endfor -%}
    {{ return(found) }}
{% endmacro %}
