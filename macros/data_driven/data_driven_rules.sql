{#- The configured rules that learn from won and lost deals, with what their lines leave out. -#}
{% macro data_driven_rules(rules) %}
    {%- set learning = [] -%}
    {%- for rule in rules -%}
        {%- set line = dict({'algorithm': rule.name, 'order': 1, 'value_function': 'win_probability', 'control_channels': []}, **rule) -%}
        {%- if line.algorithm in ['markov', 'shapley', 'removal'] -%}
            {%- do learning.append(line) -%}
        {%- endif -%}
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
