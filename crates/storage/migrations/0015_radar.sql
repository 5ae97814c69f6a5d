-- The radar counts everybody near or after an end by course: it reads this index alone and never the records.

CREATE INDEX graduate_radar
    ON graduate (region_id, course_id, last_day, person_id, talked, advised, route, followed_on, provider_id);
