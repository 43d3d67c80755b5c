package dev.ormtracing.jdbc.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Operation and table of the older conventions, by the cases of OpenTelemetry's own analysis of SQL. */
class MainTableTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            select * from users                                             | SELECT       | users
            SeLeCT * FrOm users u where u.id = ?                            | SELECT       | users
            select * from s.users                                           | SELECT       | s.users
            select * from `my users`                                        | SELECT       | my users
            select * from "my users"                                        | SELECT       | my users
            select * from "s"."users"                                       | SELECT       | "s"."users"
            select * from users order by a, b, c                            | SELECT       | users
            select count(*), max(x), min(y) from users where a in (1, 2)    | SELECT       | users
            select * from a, b                                              | SELECT       | -
            select * from a x, b y                                          | SELECT       | -
            select * from a join b on a.id = b.id                           | SELECT       | -
            select * from (select * from a) x                               | SELECT       | -
            select * from (select * from a)                                 | SELECT       | -
            select * from a where id in (select id from b)                  | SELECT       | -
            select (select 1 from b) from a                                 | SELECT       | -
            select * from a union select * from b                           | SELECT       | -
            select 1                                                        | SELECT       | -
            insert into users (id) values (?)                               | INSERT       | users
            insert into users select * from people                          | INSERT       | users
            update users set id = ?                                         | UPDATE       | users
            update users set id = (select max(id) from people)              | UPDATE       | users
            delete from users where id = ?                                  | DELETE       | users
            delete from users where id in (select id from people)           | DELETE       | users
            merge into users using people on users.id = people.id           | MERGE        | users
            call do_work(?)                                                 | CALL         | do_work
            create table users (id int)                                     | CREATE TABLE | users
            create table if not exists users (id int)                       | CREATE TABLE | users
            create index users_by_name on users (name)                      | CREATE INDEX | -
            alter table users add column id int                             | ALTER TABLE  | users
            drop table users                                                | DROP TABLE   | users
            drop table if exists users                                      | DROP TABLE   | users
            values (1)                                                      | -            | -
            set x = 1                                                       | -            | -
            """)
    void statement(String sql, String operation, String table) {
        SqlDialect dialect = sql.contains("`") ? SqlDialect.MYSQL : SqlDialect.POSTGRESQL;

        MainTable main = SqlText.of(sql, dialect).mainTable();

        assertThat(main.operation()).isEqualTo(operation);
        assertThat(main.table()).isEqualTo(table);
    }
}
