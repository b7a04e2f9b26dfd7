{#- What rules learned, on DuckDB: made anew by each build, or, with `refit: on_full_refresh`, kept until the
    SQL of this model or of one that it learns from, a seed or --full-refresh says otherwise. -#}
{% materialization fitted, adapter='duckdb' %}
    {%- set key = fit_key(model, sql) -%}
    {%- call(relation) make_relation('table') -%}
    {%- if var('refit') == 'on_full_refresh' and last_build(model.name).key == key and kept_table() -%}
    select 'kept'
    {%- else -%}
    {{ made_anew(relation, sql) }}
    {{ remember_build(key) }}
    {%- endif -%}
    {%- endcall -%}
    {{ return({'relations': [this]}) }}
{% endmaterialization %}


{#- A hash of how a fit is computed, and by what it was computed before; not of the deals. -#}
{% macro fit_key(model, sql) %}
    {%- set parts = [sql, model.columns | string] -%}
    {%- for parent in parents(model) -%}
        {%- if parent.config.materialized == 'fitted' -%} {%- do parts.append(last_build(parent.name).key | string) -%}
        {%- elif parent.resource_type == 'seed' -%} {%- do parts.append(run_query(content_hash(parent)).columns[0].values() | string) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(local_md5(parts | join('\n'))) }}
{% endmacro %}
