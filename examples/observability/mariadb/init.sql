create database shop;
create database stock;
create user shop@'%' identified by 'shop';
create user stock@'%' identified by 'stock';
grant all on shop.* to shop@'%';
grant all on stock.* to stock@'%';
create user exporter@'%' identified by 'exporter';
grant process, replication client, select on *.* to exporter@'%';
