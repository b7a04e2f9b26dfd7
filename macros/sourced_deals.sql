{#- The rows of a relation once for all of them and once for each dimension, with `dimension` and
    `dimension_value`; rows without a value in a dimension are not in it. -#}
{% macro by_sourcing_dimension(relation) -%}
    {%- set dimensions = ['audience', 'target_tier', 'segment', 'sourcing_channel', 'sourcing_campaign_name'] -%}
    select *, 'all' as dimension, 'all' as dimension_value
    from {{ relation }}
    {%- for dimension in dimensions %}
    union all
    select *, '{{ dimension }}', {{ dimension }}
    from {{ relation }}
    where {{ dimension }} is not null
    {%- endfor %}
{%- endmacro %}


{#- New business by the team that sourced it: of deals that have `dimension` and `dimension_value`, for
    every period of `periods`, by a date of theirs. Periods without a deal have zeros. -#}
{% macro sourced_by_period(deals, periods, date, starts_in) -%}
    {%- set teams = {
        'all_teams': 'true', 'marketing': "sourced_by = 'marketing'", 'sales': "sourced_by in ('sales', 'sales_development')"
    } -%}
    select
        periods.period,
        periods.period_start,
        periods.previous_period_start,
        kinds.dimension,
        kinds.dimension_value
        {%- for team in teams %},
        coalesce(counted.{{ team }}_deal_count, 0) as {{ team }}_deal_count,
        cast(coalesce(counted.{{ team }}_value, 0) as decimal(18, 2)) as {{ team }}_value{% endfor %}
    from {{ periods }} as periods
    cross join (select distinct dimension, dimension_value from {{ deals }}) as kinds
    left join (
        select
            period, period_start, dimension, dimension_value
            {%- for team, condition in teams.items() %},
            count(*) filter (where {{ condition }}) as {{ team }}_deal_count,
            sum(amount) filter (where {{ condition }}) as {{ team }}_value{% endfor %}
        from {{ by_period(deals, date, starts_in) }} as dated
        group by period, period_start, dimension, dimension_value
    ) as counted
        on periods.period = counted.period and periods.period_start = counted.period_start
        and kinds.dimension = counted.dimension and kinds.dimension_value = counted.dimension_value
{%- endmacro %}


{#- What new business of a period says of who sourced it, beside the period before. -#}
{% macro sourcing_figures(figures, previous) -%}
    {%- for team in ['marketing', 'all_teams', 'sales'] %}
    {{ figures }}.{{ team }}_deal_count,
    {{ figures }}.{{ team }}_value,
    {%- endfor %}
    {{ ratio(figures ~ '.marketing_deal_count', figures ~ '.all_teams_deal_count') }} as marketing_deal_share,
    {{ ratio(figures ~ '.marketing_value', figures ~ '.all_teams_value') }} as marketing_value_share,
    {{ ratio(figures ~ '.marketing_value', figures ~ '.marketing_deal_count') }} as marketing_average_value,
    {{ ratio(figures ~ '.sales_value', figures ~ '.sales_deal_count') }} as sales_average_value,
    coalesce({{ previous }}.marketing_deal_count, 0) as previous_marketing_deal_count,
    coalesce({{ previous }}.marketing_value, 0) as previous_marketing_value,
    {{ ratio(figures ~ '.marketing_value - ' ~ previous ~ '.marketing_value', previous ~ '.marketing_value') }} as marketing_value_change
{%- endmacro %}
