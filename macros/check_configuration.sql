{#- Runs before any model: a configuration that would give wrong numbers without a word stops the
    run with one sentence. The wrapper checks more, names of keys above all. -#}
{% macro check_configuration(rules, lookback_days, journey_scope, touch_reuse, redistribution, refit, sourcing_rule) %}
    {%- if lookback_days is not none and (lookback_days is not number or lookback_days <= 0) -%}
        {%- do stop('lookback_days is ' ~ lookback_days ~ '; it must be a number of days above 0, or null for no limit.') -%}
    {%- endif -%}
    {%- do check_choice('journey_scope', journey_scope, ['account', 'buying_group', 'person']) -%}
    {%- do check_choice('touch_reuse', touch_reuse, ['shared', 'since_previous_win']) -%}
    {%- do check_choice('refit', refit, ['every_build', 'on_full_refresh']) -%}
    {%- do check_choice('redistribution', redistribution, ['proportional', 'even']) -%}
    {%- if sourcing_rule is not none -%}
        {%- do check_choice('sourcing_rule', sourcing_rule, rules | map(attribute='name') | list) -%}
    {%- endif -%}
    {%- for rule in rules -%}
        {%- set shares = rule.get('shares', {}).values() | list -%}
        {%- if shares | select('lt', 0) | list or (shares and shares | sum <= 0) -%}
            {%- do stop('the shares of the rule ' ~ rule.name ~ ' must not be negative, and not all 0.') -%}
        {%- elif rule.get('half_life_days', 1) <= 0 -%}
            {%- do stop('half_life_days of the rule ' ~ rule.name ~ ' is ' ~ rule.half_life_days ~ '; it must be above 0.') -%}
        {%- endif -%}
    {%- endfor -%}
    {%- for rule in data_driven_rules(rules) -%}
        {%- if rule.algorithm == 'markov' -%}
            {%- do check_choice('order of the rule ' ~ rule.name, rule.order, [1, 2, 3, 4, 5]) -%}
        {%- elif rule.algorithm == 'shapley' -%}
            {%- do check_choice('value_function of the rule ' ~ rule.name, rule.value_function, ['win_probability', 'wins', 'ordered']) -%}
        {%- endif -%}
    {%- endfor -%}
{% endmacro %}


{% macro check_choice(key, value, choices) %}
    {%- if value not in choices -%}
        {%- do stop(key ~ ' is ' ~ value ~ '; allowed: ' ~ choices | join(', ') ~ '.') -%}
    {%- endif -%}
{% endmacro %}
