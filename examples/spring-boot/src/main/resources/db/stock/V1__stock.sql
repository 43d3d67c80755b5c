create table items (
    sku varchar(20) primary key,
    quantity integer not null
);

insert into items (sku, quantity) values ('tea', 100), ('mug', 3);
