-- Keys of the CRM that other systems name.
create temp macro account_key(account) as salesforce_id('001', account + 1);

create temp macro deal_key(deal) as salesforce_id('006', deal + 1);

create temp macro crm_name() as 'Salesforce';
