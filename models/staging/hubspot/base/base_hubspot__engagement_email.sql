{{ base_table('hubspot', 'engagement_email', [
    {
        'column': 'property_hs_email_direction',
        'when': "upper(rows_read.property_hs_email_direction) = 'DRAFT_EMAIL'",
        'reason': 'is not a touch: the e-mail is a draft',
    },
    {
        'column': 'property_hs_email_status',
        'when': "upper(rows_read.property_hs_email_status) in ('SCHEDULED', 'SENDING', 'FAILED', 'BOUNCED')",
        'reason': 'is not a touch: the e-mail did not arrive',
    },
]) }}
