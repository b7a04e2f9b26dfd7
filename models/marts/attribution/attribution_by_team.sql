with credited as (

    {{ credits_by(var('rules'), ['month', 'team']) }}

)

select * from credited
