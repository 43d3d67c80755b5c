package dev.ormtracing.it.redis;

import jakarta.persistence.Cacheable;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "authors")
@Cacheable
@Cache(usage = CacheConcurrencyStrategy.READ_WRITE, region = "authors")
class Author {

    @Id
    @Nullable
    Long id;

    String name = "";

    String city = "";

    @OneToMany(mappedBy = "author", cascade = CascadeType.ALL)
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE, region = "authors.books")
    @OrderBy("id")
    List<Book> books = new ArrayList<>();

    static Author of(long id, String name, String... titles) {
        Author author = new Author();
        author.id = id;
        author.name = name;
        for (String title : titles) {
            Book book = new Book();
            book.id = 10 * id + author.books.size();
            book.title = title;
            book.author = author;
            author.books.add(book);
        }
        return author;
    }
}
