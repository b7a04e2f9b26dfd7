{#- The algorithms that learn from won and lost deals, with their parameters and what these are unless a
    rule says otherwise. `order`: how many of the last channels are a state of the Markov chain.
    `value_function`: whose Shapley value. `control_channels`: those that take part and earn nothing. -#}
{% macro learning_algorithms() %}
    {{ return({
        'markov': {'order': 1, 'control_channels': []},
        'shapley': {'value_function': 'win_probability', 'control_channels': []},
        'removal': {'control_channels': []},
    }) }}
{% endmacro %}


{#- The configured rules that learn, with all their parameters. -#}
{% macro data_driven_rules(rules) %}
    {%- set learning = [] -%}
    {%- for rule in rules if rule.get('algorithm', rule.name) in learning_algorithms() -%}
        {%- set algorithm = rule.get('algorithm', rule.name) -%}
        {%- set line = dict({'algorithm': algorithm}, **learning_algorithms()[algorithm]) -%}
        {%- for key, value in rule.items() if value is not none -%}
            {%- do line.update({key: value}) -%}
        {%- endfor -%}
        {%- do learning.append(line) -%}
    {%- endfor -%}
    {{ return(learning) }}
{% endmacro %}


{#- Whether a rule reads the model of the win probability. -#}
{% macro needs_win_model(rule) %}
    {{ return(rule.algorithm == 'removal' or (rule.algorithm == 'shapley' and rule.value_function == 'win_probability')) }}
{% endmacro %}


{#- What a rule needs at least before it speaks: fewer wins, losses, or wins per thing it estimates,
    and what it learned is chance. -#}
{% macro minimum_data(name) %}
    {{ return({'wins': 100, 'losses': 100, 'wins_per_coefficient': 5, 'deals_per_channel': 30, 'wins_per_channel': 20}[name]) }}
{% endmacro %}


{#- Folds of the cross-validation, and how many deals the fit and the folds see at most. -#}
{% macro sample_size(name) %}
    {{ return({'folds': 5, 'fit': 200000, 'folds_sample': 20000}[name]) }}
{% endmacro %}


{#- Whether a learner had enough data to speak: markov, or the win_model of shapley and removal. -#}
{% macro is_learned(learner) -%}
    (select is_enough from {{ ref('int_evidence') }} where learner = '{{ learner }}')
{%- endmacro %}


{#- Texts of the configuration as a list in SQL; nothing is in an empty one. -#}
{% macro text_list(texts) -%}
    {%- for text in texts %}'{{ sql_text(text) }}'{{ ', ' if not loop.last }}{% else %}null{% endfor -%}
{%- endmacro %}


{#- A control channel that nothing is called takes part in nothing: its name is misspelt. -#}
{% macro check_control_channels(rules) %}
    {%- set seed, relation = ref('channel_rules'), load_relation(ref('int_channel_factors')) -%}
    {%- if execute and relation and rules | selectattr('control_channels') | list -%}
        {%- set known = run_query(
            'select channel from ' ~ relation ~ ' union select channel from ' ~ seed ~ ' order by channel'
        ).columns[0].values() | list -%}
        {%- for rule in rules -%}
            {%- for channel in rule.control_channels if channel not in known -%}
                {%- do stop('control_channels of the rule ' ~ rule.name ~ ' names ' ~ channel ~ ', and no touch and no channel rule has this channel; known: '
                    ~ known | join(', ') ~ '.') -%}
            {%- endfor -%}
        {%- endfor -%}
    {%- endif -%}
{% endmacro %}
