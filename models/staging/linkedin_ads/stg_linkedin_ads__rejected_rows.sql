{{ config(enabled=is_connected('linkedin_ads')) }}

{{ rejected_rows('linkedin_ads') }}
