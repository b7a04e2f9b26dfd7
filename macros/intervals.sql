{#- How far from a share its 95 % interval reaches, after Wilson: `side` is - for below, + for above. -#}
{% macro wilson_bound(count, total, side) -%}
    (
        ({{ count }} + 1.920729e0 {{ side }} 1.959964e0 * sqrt({{ count }} * ({{ total }} - {{ count }}) / {{ total }} + 0.960365e0))
        / ({{ total }} + 3.841459e0)
    )
{%- endmacro %}
