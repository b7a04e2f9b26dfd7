{#- Every connector: the raw tables it reads and the shapes it gives. dbt has to know them before it
    can read a file, so they stand here once more than in models/staging/; test_parity compares. -#}
{% macro connectors() %}
    {{ return({
        'files': {
            'tables': ['touches', 'deals', 'contacts', 'accounts', 'deal_contacts', 'deal_stages', 'page_views', 'spend', 'targets', 'merges', 'identifications'],
            'shapes': ['touches', 'deals', 'contacts', 'accounts', 'deal_contacts', 'deal_stages', 'page_views', 'spend', 'targets', 'merges', 'identifications']},
        'salesforce': {
            'tables': ['account', 'contact', 'lead', 'opportunity', 'opportunity_contact_role', 'opportunity_history', 'campaign',
                'campaign_member', 'task', 'event', 'user', 'dated_conversion_rate'],
            'shapes': ['touches', 'deals', 'deal_contacts', 'deal_stages', 'contacts', 'accounts', 'merges', 'campaigns', 'spend', 'exchange_rates']},
        'hubspot': {
            'tables': ['contact', 'company', 'deal', 'deal_stage', 'deal_pipeline_stage', 'deal_contact', 'deal_company', 'engagement',
                'engagement_call', 'engagement_meeting', 'engagement_email', 'engagement_contact', 'engagement_company', 'engagement_deal',
                'contact_form_submission', 'email_event', 'email_campaign', 'contact_merge_audit', 'owner'],
            'shapes': ['touches', 'deals', 'deal_contacts', 'deal_stages', 'contacts', 'accounts', 'merges', 'identifications']},
        'segment': {'tables': ['pages', 'tracks', 'identifies', 'groups'], 'shapes': ['page_views', 'touches', 'identifications']},
        'ga4': {'tables': ['event'], 'shapes': ['page_views', 'touches', 'identifications']},
        'snowplow': {'tables': ['event'], 'shapes': ['page_views', 'identifications']},
        'google_ads': {'tables': ['account_history', 'campaign_history', 'campaign_stats'], 'shapes': ['spend']},
        'linkedin_ads': {
            'tables': ['account_history', 'campaign_history', 'ad_analytics_by_campaign', 'monthly_ad_analytics_by_member_company',
                'monthly_ad_analytics_by_member_job_title', 'organization', 'title'],
            'shapes': ['spend', 'ad_audiences']},
        'meta_ads': {'tables': ['account_history', 'campaign_history', 'ad_history', 'basic_ad', 'basic_ad_actions'], 'shapes': ['spend']},
        'microsoft_ads': {'tables': ['account_history', 'campaign_history', 'campaign_performance_daily_report'], 'shapes': ['spend']},
        'marketo': {
            'tables': ['lead', 'program', 'campaign', 'activity_send_email', 'activity_open_email', 'activity_click_email', 'activity_fill_out_form',
                'activity_change_status_in_progression', 'activity_merge_leads'],
            'shapes': ['touches', 'contacts', 'merges', 'campaigns']},
        'gong': {'tables': ['call', 'call_participant', 'call_context_integration', 'users'], 'shapes': ['touches']},
        'g2': {'tables': ['remote_events_streams', 'companies'], 'shapes': ['touches']},
    }) }}
{% endmacro %}


{#- The var that names the sources of a shape; none where every connected source is asked. -#}
{% macro variable_of(shape) %}
    {{ return({
        'touches': 'touch_sources', 'campaigns': 'touch_sources', 'page_views': 'page_view_sources', 'deals': 'deal_sources',
        'deal_contacts': 'deal_sources', 'deal_stages': 'deal_sources', 'contacts': 'contact_sources', 'accounts': 'contact_sources',
        'spend': 'spend_sources', 'ad_audiences': 'spend_sources', 'targets': 'target_sources',
    }.get(shape)) }}
{% endmacro %}


{#- The sources whose rows of a shape are used, by name. A source that is no connector of ours gives
    what DESIGN's `files` gives: it is named in the shape's own var and has all the var's shapes but
    campaigns and ad_audiences. -#}
{% macro sources_of(shape) %}
    {%- set variable = variable_of(shape) -%}
    {%- set named = var(variable, none) if variable else none -%}
    {%- set found = [] -%}
    {%- for source in (named if named is not none else (var('sources', none) or connectors().keys())) | unique | sort -%}
        {%- if source in connectors() -%}
            {%- do found.append(source) if shape in connectors()[source].shapes -%}
        {%- elif named is not none and shape not in ('campaigns', 'ad_audiences') -%}
            {%- do found.append(source) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(found) }}
{% endmacro %}


{#- Every source that gives rows of any shape. -#}
{% macro connected_sources() %}
    {%- set found = [] -%}
    {%- for shape in shapes() -%}
        {%- do found.extend(sources_of(shape)) -%}
    {%- endfor -%}
    {{ return(found | unique | sort) }}
{% endmacro %}


{#- Whether a source's models are built. Every one of them asks when dbt reads the project, so the
    answer must be quick. -#}
{% macro is_connected(source) %}
    {%- for kind in ['touch', 'page_view', 'deal', 'contact', 'spend', 'target'] if source in (var(kind ~ '_sources', none) or []) -%}
        {{ return(true) }}
    {%- endfor -%}
    {{ return(source in (var('sources', none) or connectors())) }}
{% endmacro %}
