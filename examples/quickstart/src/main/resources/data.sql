set referential_integrity false;
truncate table post_tags;
truncate table posts;
truncate table users;
truncate table profiles;
truncate table tags;
set referential_integrity true;

insert into profiles (id, bio) values (1, 'Wrote the first program'), (2, 'Wrote the first compiler');
insert into users (id, version, email, name, profile_id) values
  (1, 0, 'ada@example.org', 'Ada', 1),
  (2, 0, 'grace@example.org', 'Grace', 2),
  (3, 0, 'alan@example.org', 'Alan', null);
insert into posts (id, title, published, author_id) values
  (1, 'Notes on the engine', true, 1),
  (2, 'Notes on Bernoulli numbers', false, 1),
  (3, 'On compilers', true, 2),
  (4, 'On bugs', false, 2);
insert into tags (id, name) values (1, 'history'), (2, 'mathematics'), (3, 'languages');
insert into post_tags (post_id, tag_id) values (1, 1), (1, 2), (2, 2), (3, 3);

create alias if not exists rename_user for 'dev.ormtracing.examples.quickstart.blog.Procedures.renameUser';
