package dev.ormtracing.it.jta;

import com.arjuna.ats.arjuna.common.ObjectStoreEnvironmentBean;
import com.arjuna.ats.internal.arjuna.objectstore.VolatileStore;
import com.arjuna.ats.jta.common.jtaPropertyManager;
import com.arjuna.common.internal.util.propertyservice.BeanPopulator;
import com.atomikos.icatch.config.UserTransactionServiceImp;
import com.atomikos.icatch.jta.UserTransactionImp;
import com.atomikos.icatch.jta.UserTransactionManager;
import com.atomikos.jdbc.AtomikosDataSourceBean;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.narayana.NarayanaTransactionIntegration;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.UserTransaction;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Properties;
import javax.sql.DataSource;
import javax.sql.XADataSource;

/** A transaction manager, its logs in memory, and a pool that enlists connections with it. */
enum Manager {
    NARAYANA("JBossTS") {
        @Override
        void start() {
            for (String store : Arrays.asList(null, "stateStore", "communicationStore")) {
                BeanPopulator.getNamedInstance(ObjectStoreEnvironmentBean.class, store)
                        .setObjectStoreType(VolatileStore.class.getName());
            }
        }

        @Override
        TransactionManager transactions() {
            return com.arjuna.ats.jta.TransactionManager.transactionManager();
        }

        @Override
        UserTransaction user() {
            return com.arjuna.ats.jta.UserTransaction.userTransaction();
        }

        @Override
        DataSource pool(XADataSource source, String name) throws SQLException {
            return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                    .connectionPoolConfiguration(settings -> settings.initialSize(CONNECTIONS)
                            .maxSize(CONNECTIONS)
                            .acquisitionTimeout(Duration.ofMinutes(1))
                            .transactionIntegration(new NarayanaTransactionIntegration(
                                    transactions(),
                                    jtaPropertyManager.getJTAEnvironmentBean().getTransactionSynchronizationRegistry()))
                            .connectionFactoryConfiguration(
                                    factory -> factory.connectionProviderClass(XaSource.giving(source)))));
        }
    },

    ATOMIKOS("Atomikos") {
        private final UserTransactionManager manager = new UserTransactionManager();

        @Override
        void start() {
            Properties settings = new Properties();
            settings.setProperty("com.atomikos.icatch.enable_logging", "false");
            settings.setProperty("com.atomikos.icatch.log_base_dir", "target");
            // Its recovery would connect in the middle of a test.
            settings.setProperty("com.atomikos.icatch.recovery_delay", "86400000");
            new UserTransactionServiceImp(settings).init();
        }

        @Override
        TransactionManager transactions() {
            return manager;
        }

        @Override
        UserTransaction user() {
            return new UserTransactionImp();
        }

        @Override
        DataSource pool(XADataSource source, String name) {
            AtomikosDataSourceBean pool = new AtomikosDataSourceBean();
            pool.setUniqueResourceName(name);
            pool.setXaDataSource(source);
            pool.setPoolSize(CONNECTIONS);
            return pool;
        }
    };

    static final int CONNECTIONS = 4;

    /** Hibernate's name for it. */
    final String platform;

    private boolean started;

    Manager(String platform) {
        this.platform = platform;
    }

    synchronized Manager started() {
        if (!started) {
            start();
            started = true;
        }
        return this;
    }

    abstract void start();

    abstract TransactionManager transactions();

    abstract UserTransaction user();

    abstract DataSource pool(XADataSource source, String name) throws SQLException;
}
