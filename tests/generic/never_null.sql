{#- Several columns have a value in every row. -#}
{% test never_null(model, columns) %}
select *
from {{ model }}
where {{ columns | join(' is null or ') }} is null
{% endtest %}
