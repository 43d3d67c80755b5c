create table products (
    id bigint not null auto_increment primary key,
    sku varchar(20) not null unique,
    name varchar(100) not null,
    price numeric(10, 2) not null
);

create sequence orders_seq increment by 50;
create table orders (
    id bigint primary key,
    customer varchar(100) not null
);

create sequence order_lines_seq increment by 50;
create table order_lines (
    id bigint primary key,
    order_id bigint not null references orders (id),
    product_id bigint not null references products (id),
    quantity integer not null
);

insert into products (sku, name, price) values ('tea', 'Green tea', 4.50), ('mug', 'Mug', 12.00);

-- Old orders, far from the numbers that the sequences give to new ones.
insert into orders (id, customer) values
    (1000001, 'Ada'), (1000002, 'Barbara'), (1000003, 'Edsger'), (1000004, 'Grace'),
    (1000005, 'John'), (1000006, 'Margaret'), (1000007, 'Niklaus'), (1000008, 'Tony');
insert into order_lines (id, order_id, product_id, quantity)
    select orders.id, orders.id, products.id, 1 from orders, products where products.sku = 'tea';
