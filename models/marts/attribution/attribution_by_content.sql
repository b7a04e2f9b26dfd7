with credited as (

    {{ credits_by(var('rules'), ['month', 'channel', 'content']) }}

)

select * from credited
