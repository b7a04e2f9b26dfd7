{#- Every team has a share (`shares`), which its touches share evenly. A team without a touch, or
    without a share, takes nothing: the rest is rescaled. -#}
{% macro default__rule_team_split(rule) -%}
    case team
        {%- for team, share in rule.shares.items() %}
        when '{{ whence.sql_text(team | lower | replace(' ', '_') | replace('-', '_')) }}' then {{ share }} / team_touch_count
        {%- endfor %}
        else 0
    end
{%- endmacro %}
