create table items (
    sku varchar(20) primary key,
    quantity integer not null
);

insert into items (sku, quantity) values ('tea', 1000000), ('mug', 1000000);
