{#- Expressions over the spine that position_based is made of. -#}

{#- The number of the touch that holds a position; null when none does. -#}
{% macro position(name) -%}
    {{ return({'first': '1', 'last': 'touch_count'}.get(name, name ~ '_touch_number')) }}
{%- endmacro %}


{#- The middle lies before this touch number: after the last touch, or at the milestone that ends
    it, or, in a journey without that milestone, at the latest milestone it has. -#}
{% macro middle_end(named, milestone) -%}
    {%- if not milestone -%} (touch_count + 1)
    {%- else -%} coalesce({{ whence.position(milestone) }}, greatest(
        {%- for name in named %}{{ whence.position(name) }}{{ ', ' if not loop.last }}{% endfor %}))
    {%- endif -%}
{%- endmacro %}


{#- How many touches before `middle_end` hold none of the named positions. -#}
{% macro middle_count(named, middle_end) -%}
    ({{ middle_end }} - 1
    {%- for name in named %}
    - case
        when {{ whence.position(name) }} < {{ middle_end }}
            {%- for earlier in named[:loop.index0] %} and {{ whence.position(name) }} is distinct from {{ whence.position(earlier) }}{% endfor %}
            then 1
        else 0
    end
    {%- endfor %})
{%- endmacro %}


{#- What each named position of the journey takes over from those it lacks. -#}
{% macro missing_share(shares, named, middle_count) -%}
    (case when {{ middle_count }} = 0 then {{ shares.get('middle', 0) }} else 0 end
    {%- for name in named %}
    + case when {{ whence.position(name) }} is null then {{ shares[name] }} else 0 end
    {%- endfor %})
    / (0
    {%- for name in named %}
    + case when {{ whence.position(name) }} is null then 0 else 1 end
    {%- endfor %})
{%- endmacro %}
