{{ base_table('hubspot', 'email_event', [
    {
        'column': 'filtered_event',
        'when': 'coalesce(' ~ read_text('rows_read.filtered_event', 'boolean') ~ ', false)',
        'reason': 'is filtered by HubSpot: a machine did it, or one of us',
    },
    {
        'column': 'obsoleted_by_id',
        'when': 'rows_read.obsoleted_by_id is not null',
        'reason': 'is set: another event has taken its place',
    },
    {
        'column': 'type',
        'when': "upper(rows_read.type) in ('PROCESSED', 'DELIVERED', 'DEFERRED')",
        'reason': 'is not a touch: a step of delivering an e-mail whose sending is one',
    },
    {
        'column': 'type',
        'when': "upper(rows_read.type) in ('DROPPED', 'BOUNCE')",
        'reason': 'is not a touch: the e-mail did not arrive',
    },
    {
        'column': 'type',
        'when': "upper(rows_read.type) not in ('SENT', 'OPEN', 'CLICK', 'REPLY')",
        'reason': 'is not a touch: no sending, opening, click or reply',
    },
]) }}
{#- One e-mail is processed, sent and delivered; the sending stands for all three. -#}
