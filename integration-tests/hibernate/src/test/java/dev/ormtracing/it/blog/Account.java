package dev.ormtracing.it.blog;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.io.Serial;
import java.io.Serializable;

/** Has an id of its own and a version. */
@Entity
@Table(name = "accounts")
public class Account implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    @Id
    private long id;

    private long balance;

    @Version
    private int version;

    protected Account() {}

    public Account(long id, long balance) {
        this.id = id;
        this.balance = balance;
    }

    public long getId() {
        return id;
    }

    public long getBalance() {
        return balance;
    }

    public void setBalance(long balance) {
        this.balance = balance;
    }

    public int getVersion() {
        return version;
    }
}
