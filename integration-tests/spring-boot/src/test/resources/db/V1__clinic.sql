--liquibase formatted sql

--changeset clinic:1
create sequence owners_seq;
create sequence pets_seq;
create table owners (
    id bigint primary key,
    name varchar(255) unique,
    city varchar(255)
);
create table pets (
    id bigint primary key,
    name varchar(255),
    owner_id bigint references owners
);
