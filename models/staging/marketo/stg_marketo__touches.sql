{{ config(enabled=is_connected('marketo')) }}

-- What people did with our e-mails and forms, and the programs they responded to.
{%- set activities = {
    'activity_send_email': 'email_sent', 'activity_open_email': 'email_opened',
    'activity_click_email': 'email_clicked', 'activity_fill_out_form': 'form_submission',
} %}
with programs as ({{ marketo_programs() }}),

automations as (

    select
        campaigns.id as automation_id,
        programs.campaign_id,
        programs.campaign_name
    from {{ ref('base_marketo__campaign') }} as campaigns
    inner join programs on campaigns.program_id = programs.program_id
    where campaigns.rejected_reason is null

),

activities as (

    {%- for activity, touch_type in activities.items() %}
    select
        'marketo:{{ activity }}:' || id as touch_id,
        'marketo:lead:' || lead_id as contact_id,
        campaign_id as automation_id,
        '{{ touch_type }}' as touch_type,
        primary_attribute_value as content,
        {% if activity == 'activity_click_email' -%}
        link as landing_page,
        {%- elif activity == 'activity_fill_out_form' -%}
        -- the address and what it carried come apart
        case
            when query_parameters is null or contains(referrer_url, '?') then referrer_url
            else coalesce(referrer_url, '') || '?' || regexp_replace(query_parameters, '^[?]', '')
        end as landing_page,
        {%- else -%}
        cast(null as string) as landing_page,
        {%- endif %}
        {{ "'inbound'" if touch_type == 'form_submission' else 'cast(null as string)' }} as direction,
        activity_date as touched_at
    from {{ ref('base_marketo__' ~ activity) }}
    where rejected_reason is null
    {{ 'union all' if not loop.last }}
    {%- endfor %}

)

select
    activities.touch_id,
    activities.contact_id,
    automations.campaign_id,
    automations.campaign_name,
    activities.touch_type,
    activities.content,
    activities.landing_page,
    activities.direction,
    'marketo' as source_system,
    activities.touched_at
from activities
left join automations on activities.automation_id = automations.automation_id
union all
select
    'marketo:activity_change_status_in_progression:' || progressions.id,
    'marketo:lead:' || progressions.lead_id,
    coalesce(programs.campaign_id, 'marketo:program:' || progressions.primary_attribute_value_id),
    coalesce(programs.campaign_name, progressions.primary_attribute_value),
    'campaign_response',
    cast(null as string),
    cast(null as string),
    cast(null as string),
    'marketo',
    progressions.activity_date
from ({{ marketo_progressions() }}) as progressions
left join programs on progressions.primary_attribute_value_id = programs.program_id
where progressions.reason is null
