package dev.ormtracing.jdbc.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.jdbc.internal.database.DatabaseSystem;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParameterColumnsTest {

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '~', textBlock = """
                    select * from users where id = ? => users.id
                    select * from users u where u.email = ? and u.age >= ? => users.email users.age
                    select * from users as u where u.id<>? or u.id != ? or u.id<? => users.id users.id users.id
                    select u1_0.id from users u1_0 where u1_0.email=? => users.email
                    select u1_0.id from users u1_0 where u1_0.email like ? escape '' => users.email
                    select * from users where name not like ? and email ilike ? => users.name users.email
                    select * from users where id in (?, ?,?) => users.id users.id users.id
                    select * from users where id not in (?) limit ? offset ? => users.id - -
                    select * from users where id = any (?) => users.id
                    select * from users where age between ? and ? and name = ? => users.age users.age users.name
                    select * from users where age not between 1 and ? and name = ? => users.age users.name
                    select * from users where name is not distinct from ? => users.name
                    select * from users where name is distinct from ? and id = ? => users.name users.id
                    select * from users where ? = id and ?<users.age => users.id users.age
                    select * from users where (id = ? or (name = ?)) => users.id users.name
                    select * from users where (id, name) = (?, ?) => users.id users.name
                    select * from users u where (u.a,u.b) in ((?,?),(?,?)) => users.a users.b users.a users.b
                    select * from "Users" where "e""mail" = ? => Users.e"mail
                    select * from shop.users where shop.users.email = ? => users.email
                    select * from users where email = cast(? as varchar) => -
                    select * from users where id = ?::bigint => users.id
                    select * from users where lower(email) = lower(?) and id = ? => - users.id
                    select * from users where a + id = ? => -
                    select * from users where id = ? + 1 => -
                    select * from users where email collate de = ? => -
                    select * from users where case when a then email end = ? => -
                    select * from users where email::text = ? => -
                    select ? = u.id, ? from users u => users.id -
                    select * from users u, posts p where u.a = ? and p.b = ? and c = ? => users.a posts.b ?.c
                    select * from users u join posts p on p.user_id = u.id and p.x = ? where u.y = ? => posts.x users.y
                    select * from users u left join (posts p cross join tags t) on p.x = ? where t.y = ? => posts.x tags.y
                    select * from (select * from users where email = ?) x where x.email = ? => users.email ?.email
                    select * from users where id in (select author from posts where title = ?) and name = ? => posts.title users.name
                    select * from users u where exists (select 1 from posts p where p.a = ? and u.b = ?) => posts.a users.b
                    select * from a x where x.p = ? union select * from b x where x.p = ? => a.p b.p
                    with c as (select * from users where a = ?) select * from c where c.b = ? and d = ? => users.a ?.b ?.d
                    with c(a) as (select 1), d as (select 2) select * from users join d on d.x = ? where users.y = ? => ?.x users.y
                    select * from unnest(?) n where n.a = ? => - ?.a
                    select extract(year from d) from users where id = ? => users.id
                    select * from users where id = ? for update => users.id
                    insert into users (id, name) values (?, ?) => users.id users.name
                    insert into users (id,name) values (?,?), (?,?) => users.id users.name users.id users.name
                    insert into users (id, name) values (default, ?) => users.name
                    insert into users (id, name, c) values (coalesce(?, 1), ?, ? || 'x') => - users.name -
                    insert into users values (?, ?) => users.? users.?
                    insert into users select ?, name from posts where title = ? => - posts.title
                    insert into users (id) values (?) on conflict (id) do update set name = ? where age = ? => users.id users.name users.age
                    insert into users (id) select id from posts where a = ? on duplicate key update name = ? => posts.a users.name
                    insert into users set id = ?, name = ? => users.id users.name
                    update users set email=?,name=?,version=? where id=? and version=? => users.email users.name users.version users.id users.version
                    update users u1_0 set name=? where u1_0.id=? => users.name users.id
                    update users u set name = ? from posts p where p.id = ? and u.id = ? => users.name posts.id users.id
                    update a, b set x = ?, a.y = ? => ?.x a.y
                    update users set (a, b) = (?, ?) where c = ? => users.a users.b users.c
                    delete from users where id=? => users.id
                    delete u from users u join posts p on p.a = ? where u.b = ? => posts.a users.b
                    merge into users t using (select ? id) s on t.id = s.id when matched then update set name = ? when not matched then insert (id, name) values (?, ?) => - users.name users.id users.name
                    {call rename(?, ?)} => - -
                    select * from users where a = ?2 and b = ?1 => - users.a
                    select * from users where tags ?? 'x' and id = ? => users.id
                    select 1 where 'a = ?' = ? /* b = ? */ => -
                    """)
    void parameter_isOfTheColumnThatTheSqlSays(String sql, String expected) {
        assertThat(columns(sql)).isEqualTo(expected);
    }

    @Test
    void mySqlNames_areUnquoted() {
        assertThat(describe(ParameterColumns.of("select * from `my users` where `e-mail` = ?", 43, SqlDialect.MYSQL)))
                .isEqualTo("my users.e-mail");
    }

    @Test
    void anotherCount_isNotBelieved() {
        ParameterColumns columns = DatabaseSystem.H2.prepared("a").columns("a = ? and b = ?", DatabaseSystem.H2);

        assertThat(columns.matches(2)).isTrue();
        assertThat(columns.matches(3)).isFalse();
        assertThat(columns.matches(1)).isFalse();
    }

    @Test
    void scan_isLinear() {
        for (String part :
                new String[] {"(", "a.", "= ", "(a,", "with a ", "x in (", "select (", "?", "from a ", "=?("}) {
            String sql = "select * from t where a in (" + part.repeat(640_000 / part.length());
            Assertions.assertTimeout(
                    Duration.ofMinutes(1), () -> ParameterColumns.of(sql, sql.length(), SqlDialect.POSTGRESQL), part);
        }
    }

    private static String columns(String sql) {
        return describe(ParameterColumns.of(sql, sql.length(), SqlDialect.POSTGRESQL));
    }

    private static String describe(ParameterColumns columns) {
        int count = 0;
        while (!columns.matches(count)) {
            count++;
        }
        return IntStream.range(0, count)
                .mapToObj(i -> columns.table(i) == null && columns.column(i) == null
                        ? "-"
                        : (columns.table(i) == null ? "?" : columns.table(i)) + "."
                                + (columns.column(i) == null ? "?" : columns.column(i)))
                .collect(Collectors.joining(" "));
    }
}
