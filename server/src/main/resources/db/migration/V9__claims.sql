-- How often it was claimed from the queue: tells a claim from an earlier one of the same node.
alter table queue add column claims int not null default 0;
