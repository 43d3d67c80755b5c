package dev.ormtracing.it.spring.boot;

import dev.ormtracing.it.clinic.Owner;
import dev.ormtracing.it.clinic.Owners;
import dev.ormtracing.it.spring.batch.BatchJob;
import jakarta.persistence.EntityManagerFactory;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.builder.ChunkOrientedStepBuilder;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ItemStreamReader;
import org.springframework.batch.infrastructure.item.ItemWriter;
import org.springframework.batch.infrastructure.item.data.builder.RepositoryItemWriterBuilder;
import org.springframework.batch.infrastructure.item.database.Order;
import org.springframework.batch.infrastructure.item.database.builder.JdbcBatchItemWriterBuilder;
import org.springframework.batch.infrastructure.item.database.builder.JdbcCursorItemReaderBuilder;
import org.springframework.batch.infrastructure.item.database.builder.JdbcPagingItemReaderBuilder;
import org.springframework.batch.infrastructure.item.database.builder.JpaCursorItemReaderBuilder;
import org.springframework.batch.infrastructure.item.database.builder.JpaItemWriterBuilder;
import org.springframework.batch.infrastructure.item.database.builder.JpaPagingItemReaderBuilder;
import org.springframework.batch.infrastructure.item.database.support.H2PagingQueryProvider;
import org.springframework.batch.infrastructure.item.support.SynchronizedItemStreamReader;
import org.springframework.context.ApplicationContext;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.transaction.PlatformTransactionManager;

/** Runs jobs of Spring Batch, whose packages differ by version, and which has a new implementation of chunks from 6 on. */
public final class ChunkJobs {

    private final ApplicationContext context;

    private ChunkJobs(ApplicationContext context) {
        this.context = context;
    }

    /** Runs the job under this name, and returns when it has ended, however that was. */
    public static void run(ApplicationContext context, String name, BatchJob job) throws JobExecutionException {
        Job made = new JobBuilder(name, context.getBean(JobRepository.class))
                .start(new ChunkJobs(context).step(job))
                .build();
        context.getBean(JobOperator.class).start(made, new JobParameters());
    }

    private Step step(BatchJob job) {
        ChunkOrientedStepBuilder<Owner, Owner> step = new StepBuilder("write", context.getBean(JobRepository.class))
                .<Owner, Owner>chunk(BatchJob.CHUNK)
                .transactionManager(context.getBean(PlatformTransactionManager.class))
                .reader(synchronised(reader(job.reader())))
                .processor(job.processor()::apply)
                .writer(writer(job.writer()));
        if (job.skips() > 0) {
            step.faultTolerant().skip(IllegalStateException.class).skipLimit(job.skips());
        }
        if (job.tries() > 1) {
            step.faultTolerant().retry(IllegalStateException.class).retryLimit(job.tries() - 1);
        }
        if (job.threads() > 1) {
            SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor("batch-");
            executor.setConcurrencyLimit(job.threads());
            step.taskExecutor(executor);
        }
        return step.build();
    }

    private static ItemStreamReader<Owner> synchronised(ItemStreamReader<Owner> reader) {
        return new SynchronizedItemStreamReader<>(reader);
    }

    private ItemStreamReader<Owner> reader(BatchJob.Reader reader) {
        return switch (reader) {
            case JPA_PAGING ->
                new JpaPagingItemReaderBuilder<Owner>()
                        .name("owners")
                        .entityManagerFactory(context.getBean(EntityManagerFactory.class))
                        .queryString(BatchJob.QUERY)
                        .pageSize(BatchJob.CHUNK)
                        .build();
            case JPA_CURSOR ->
                new JpaCursorItemReaderBuilder<Owner>()
                        .name("owners")
                        .entityManagerFactory(context.getBean(EntityManagerFactory.class))
                        .queryString(BatchJob.QUERY)
                        .build();
            case JDBC_CURSOR ->
                new JdbcCursorItemReaderBuilder<Owner>()
                        .name("owners")
                        .dataSource(context.getBean(DataSource.class))
                        .sql(BatchJob.READ)
                        .rowMapper((row, number) -> new Owner(row.getString(1), row.getString(2)))
                        .build();
            case JDBC_PAGING -> jdbcPaging();
        };
    }

    /** Told which database it is, it does not ask. */
    private ItemStreamReader<Owner> jdbcPaging() {
        H2PagingQueryProvider query = new H2PagingQueryProvider();
        query.setSelectClause("name, city");
        query.setFromClause("owners");
        query.setWhereClause("city = 'Ghent'");
        query.setSortKeys(Map.of("name", Order.ASCENDING));
        try {
            var pages = new JdbcPagingItemReaderBuilder<Owner>()
                    .name("owners")
                    .dataSource(context.getBean(DataSource.class))
                    .queryProvider(query)
                    .pageSize(BatchJob.CHUNK)
                    .rowMapper((row, number) -> new Owner(row.getString(1), row.getString(2)))
                    .build();
            pages.afterPropertiesSet();
            return pages;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private ItemWriter<Owner> writer(BatchJob.Writer writer) {
        return switch (writer) {
            case JPA ->
                new JpaItemWriterBuilder<Owner>()
                        .entityManagerFactory(context.getBean(EntityManagerFactory.class))
                        .build();
            case REPOSITORY ->
                new RepositoryItemWriterBuilder<Owner>()
                        .repository(context.getBean(Owners.class))
                        .build();
            case JDBC_BATCH -> {
                var batch = new JdbcBatchItemWriterBuilder<Owner>()
                        .dataSource(context.getBean(DataSource.class))
                        .sql(BatchJob.WRITE)
                        .beanMapped()
                        .build();
                batch.afterPropertiesSet();
                yield batch;
            }
        };
    }
}
