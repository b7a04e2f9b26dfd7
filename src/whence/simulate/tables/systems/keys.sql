-- How the systems write keys and times. Salesforce: what kind of record, then a number.
create temp macro salesforce_id(prefix, number) as prefix || 'Dn' || printf('%010d', number) || 'AAA';

create temp macro uuid_of(text) as
    regexp_replace(md5(text), '^(.{8})(.{4})(.{4})(.{4})(.{12})$', '\1-\2-\3-\4-\5');

create temp macro numeric_id(prefix, number) as prefix || printf('%08d', (number * 48271) % 99999989);

-- the loading tool comes by every hour; every now and then it is late by days
create temp macro synced(instant, number) as
    instant + to_minutes(5 + (number * 37) % 55)
    + case when number % 41 = 40 then interval 9 day else interval 0 day end;

-- the part of a week's number that falls on a day of it: the parts add up to the number
create temp macro part(total, weekday) as
    total * [0, 17, 35, 52, 69, 84, 92, 100][weekday + 2] // 100
    - total * [0, 17, 35, 52, 69, 84, 92, 100][weekday + 1] // 100;

-- the percent of a number that lie between first and first + share: these, too, add up
create temp macro budget_part(total, first, share) as
    total * (first + share) // 100 - total * first // 100;

-- what the site's own events tell; other forms are the mailer's
create temp macro tracks_event(touch_type, content) as
    touch_type = 'chat' or (touch_type = 'form_submission' and content = 'Free trial');

-- how the truth calls a person and a touch: the touch as in the `files` shape
create temp macro person_key(person) as printf('P-%06d', person + 1);

create temp macro true_touch(touch) as printf('T-%07d', touch + 1);
