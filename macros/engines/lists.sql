{#- Lists where engines differ: how they are made, looked into and made rows again. -#}

{#- The values of a group as a list, in an order; those alone for which the condition holds. -#}
{% macro list_of(value, order, condition='true') %}{{ return(adapter.dispatch('list_of', 'whence')(value, order, condition)) }}{% endmacro %}

{% macro default__list_of(value, order, condition) -%}
    transform(
        array_sort(array_agg(case when {{ condition }} then struct({{ order }} as place, {{ value }} as item) end)),
        placed -> placed.item
    )
{%- endmacro %}

{% macro duckdb__list_of(value, order, condition) -%}
    list({{ value }} order by {{ order }}){% if condition != 'true' %} filter (where {{ condition }}){% endif %}
{%- endmacro %}


{#- One item of a list; the first is 1. -#}
{% macro item_of(items, place) %}{{ return(adapter.dispatch('item_of', 'whence')(items, place)) }}{% endmacro %}

{% macro default__item_of(items, place) -%} element_at({{ items }}, cast({{ place }} as integer)) {%- endmacro %}

{% macro duckdb__item_of(items, place) -%} {{ items }}[{{ place }}] {%- endmacro %}


{#- A row for every whole number from 1 to a last one. -#}
{% macro numbers_to(last) %}{{ return(adapter.dispatch('numbers_to', 'whence')(last)) }}{% endmacro %}

{% macro default__numbers_to(last) -%} explode(sequence(1, {{ last }})) {%- endmacro %}

{% macro duckdb__numbers_to(last) -%} unnest(range(1, {{ last }} + 1)) {%- endmacro %}


{#- A query with one row per item of a list of each row of a relation: its `kept` columns, the item and
    its number, from 1. -#}
{% macro items_of(relation, items, item, number, kept) %}
    {{ return(adapter.dispatch('items_of', 'whence')(relation, items, item, number, kept)) }}
{% endmacro %}

{% macro default__items_of(relation, items, item, number, kept) -%}
    select {{ kept | join(', ') }}, place + 1 as {{ number }}, {{ item }}
    from {{ relation }}
    lateral view posexplode({{ items }}) as place, {{ item }}
{%- endmacro %}

{% macro duckdb__items_of(relation, items, item, number, kept) -%}
    select {{ kept | join(', ') }}, unnest(range(1, len({{ items }}) + 1)) as {{ number }}, unnest({{ items }}) as {{ item }}
    from {{ relation }}
{%- endmacro %}


{#- A vector from a matrix, which is a list of lines, and a vector. -#}
{% macro matrix_times(matrix, vector) %}{{ return(adapter.dispatch('matrix_times', 'whence')(matrix, vector)) }}{% endmacro %}

{% macro default__matrix_times(matrix, vector) -%}
    transform({{ matrix }}, line -> aggregate(
        zip_with(line, {{ vector }}, (cell, factor) -> cell * factor), 0e0, (total, product) -> total + product
    ))
{%- endmacro %}

{% macro duckdb__matrix_times(matrix, vector) -%}
    list_transform({{ matrix }}, lambda line: list_dot_product(line, {{ vector }}))
{%- endmacro %}
