{#- First and last touch .3 each, the touches on which something was converted (a form, a download,
    a meeting) share .3, all others share .1. -#}
{% macro default__rule_w_shaped_dreamdata(rule) -%}
    case when is_first_touch then 0.3 else 0 end
    + case when is_last_touch then 0.3 else 0 end
    + case when is_conversion_touch then 0.3e0 / conversion_touch_count else 0 end
    + case
        when is_first_touch or is_last_touch or is_conversion_touch then 0
        else 0.1e0 / (touch_count - 2 - inner_conversion_touch_count)
    end
{%- endmacro %}
