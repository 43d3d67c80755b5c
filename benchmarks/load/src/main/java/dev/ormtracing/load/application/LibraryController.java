package dev.ormtracing.load.application;

import dev.ormtracing.load.application.Library.Works;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class LibraryController {

    private final Library library;

    LibraryController(Library library) {
        this.library = library;
    }

    @GetMapping("/authors/{id}")
    Works works(@PathVariable long id) {
        return library.works(id);
    }

    @GetMapping("/books")
    List<String> titles(@RequestParam long first) {
        return library.titles(first);
    }

    @PostMapping("/books/{id}/loans")
    void lend(@PathVariable long id) {
        library.lend(id);
    }
}
