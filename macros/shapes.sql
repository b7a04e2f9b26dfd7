{#- The conformed shapes: what every source is turned into. A staging model gives the columns it
    has; those marked `not null` it must have. All also have source_system. -#}
{% macro shapes() %}
    {{ return(dict(shapes_of_activity(), **shapes_of_records())) }}
{% endmacro %}


{% macro shapes_of_activity() %}
    {{ return({
        'touches': {
            'touch_id': 'varchar not null', 'touched_at': 'timestamp not null', 'is_date_only': 'boolean', 'touch_type': 'varchar not null',
            'account_id': 'varchar', 'contact_id': 'varchar', 'email': 'varchar', 'user_id': 'varchar', 'anonymous_id': 'varchar',
            'company_domain': 'varchar', 'company_name': 'varchar', 'deal_id': 'varchar', 'channel': 'varchar', 'utm_source': 'varchar',
            'utm_medium': 'varchar', 'utm_campaign': 'varchar', 'utm_term': 'varchar', 'utm_content': 'varchar', 'referrer': 'varchar',
            'landing_page': 'varchar', 'click_id': 'varchar', 'click_id_type': 'varchar', 'campaign_id': 'varchar', 'campaign_name': 'varchar',
            'content': 'varchar', 'owner': 'varchar', 'team': 'varchar', 'direction': 'varchar', 'is_consented': 'boolean'},
        'page_views': {
            'page_view_id': 'varchar not null', 'viewed_at': 'timestamp not null', 'anonymous_id': 'varchar', 'session_id': 'varchar', 'url': 'varchar',
            'title': 'varchar', 'referrer': 'varchar', 'percent_scrolled': 'double', 'engaged_seconds': 'double', 'contact_id': 'varchar',
            'user_id': 'varchar', 'email': 'varchar', 'account_id': 'varchar', 'company_domain': 'varchar', 'utm_source': 'varchar',
            'utm_medium': 'varchar', 'utm_campaign': 'varchar', 'utm_term': 'varchar', 'utm_content': 'varchar', 'click_id': 'varchar', 'click_id_type': 'varchar'},
        'identifications': {
            'identified_at': 'timestamp not null', 'match_method': 'varchar not null', 'anonymous_id': 'varchar', 'user_id': 'varchar', 'contact_id': 'varchar',
            'email': 'varchar', 'account_id': 'varchar', 'company_domain': 'varchar', 'company_name': 'varchar'},
        'spend': {
            'spend_date': 'date not null', 'channel': 'varchar', 'platform': 'varchar', 'campaign_id': 'varchar', 'campaign_name': 'varchar',
            'cost': 'decimal(15,2) not null', 'currency': 'varchar', 'impressions': 'bigint', 'clicks': 'bigint', 'reactions': 'bigint',
            'comments': 'bigint', 'shares': 'bigint', 'follows': 'bigint', 'company_domain': 'varchar'},
        'ad_audiences': {
            'engaged_on': 'date not null', 'platform': 'varchar not null', 'campaign_id': 'varchar', 'audience_kind': 'varchar not null', 'audience': 'varchar not null',
            'company_domain': 'varchar', 'company_name': 'varchar', 'job_title': 'varchar', 'impressions': 'bigint', 'clicks': 'bigint', 'reactions': 'bigint',
            'comments': 'bigint', 'shares': 'bigint', 'follows': 'bigint'},
    }) }}
{% endmacro %}


{% macro shapes_of_records() %}
    {{ return({
        'deals': {
            'deal_id': 'varchar not null', 'account_id': 'varchar not null', 'deal_name': 'varchar', 'deal_type': 'varchar', 'created_at': 'timestamp not null',
            'expected_close_date': 'date', 'closed_at': 'timestamp', 'stage': 'varchar', 'outcome': 'varchar not null', 'amount': 'decimal(15,2)',
            'currency': 'varchar', 'term_months': 'bigint', 'probability': 'double', 'owner': 'varchar', 'lead_source': 'varchar',
            'self_reported_source': 'varchar', 'loss_reason': 'varchar', 'competitor': 'varchar', 'primary_campaign_id': 'varchar'},
        'deal_contacts': {'deal_id': 'varchar not null', 'contact_id': 'varchar not null', 'buying_role': 'varchar', 'is_primary': 'boolean'},
        'deal_stages': {'deal_id': 'varchar not null', 'stage': 'varchar not null', 'entered_at': 'timestamp not null', 'amount': 'decimal(15,2)'},
        'contacts': {
            'contact_id': 'varchar not null', 'record_type': 'varchar', 'account_id': 'varchar', 'email': 'varchar', 'user_id': 'varchar', 'anonymous_id': 'varchar',
            'full_name': 'varchar', 'title': 'varchar', 'buying_role': 'varchar', 'company_name': 'varchar', 'website': 'varchar', 'lead_source': 'varchar',
            'owner': 'varchar', 'created_at': 'timestamp', 'lead_created_at': 'timestamp', 'mql_at': 'timestamp', 'sql_at': 'timestamp'},
        'accounts': {
            'account_id': 'varchar not null', 'account_name': 'varchar', 'domain': 'varchar', 'parent_account_id': 'varchar', 'industry': 'varchar',
            'segment': 'varchar', 'employees': 'bigint', 'country': 'varchar', 'is_target_account': 'boolean', 'target_tier': 'varchar',
            'owner': 'varchar', 'created_at': 'timestamp'},
        'merges': {
            'record_type': 'varchar not null', 'merged_id': 'varchar not null', 'surviving_id': 'varchar not null', 'match_method': 'varchar not null',
            'merged_at': 'timestamp'},
        'campaigns': {
            'campaign_id': 'varchar not null', 'campaign_name': 'varchar', 'campaign_type': 'varchar', 'parent_campaign_id': 'varchar', 'starts_on': 'date',
            'ends_on': 'date', 'budget': 'decimal(15,2)', 'actual_cost': 'decimal(15,2)', 'currency': 'varchar'},
        'exchange_rates': {'currency': 'varchar not null', 'valid_from': 'date not null', 'rate': 'double not null', 'reporting_currency': 'varchar not null'},
        'targets': {
            'period_start': 'date not null', 'period': 'varchar not null', 'metric': 'varchar not null', 'value': 'double not null', 'owner': 'varchar'},
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
        cast(null as varchar) as source_system
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
