package io.plumewatch.sim.people;

import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What has happened in this run so far, as seen by those it happened to. Any thread. */
public final class Score {

    /** How far the way of a reading has been gone, in order. */
    public enum Stage {
        STARTED("the city runs"),
        REGISTERED("sites, devices and vehicles are registered"),
        PASS_ACKNOWLEDGED("a pass was acknowledged"),
        CASE_OPENED("a case waits for review"),
        CASE_REVIEWED("an officer reviewed a case"),
        REFERRAL_PULLED("police pulled a referral"),
        RECEIPT_ACCEPTED("police's receipt was accepted");

        private final String words;

        Stage(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    private final AtomicInteger passes = new AtomicInteger();
    private final AtomicInteger quarantined = new AtomicInteger();
    private final AtomicInteger exceedances = new AtomicInteger();
    private final Set<String> cases = ConcurrentHashMap.newKeySet();
    private final AtomicInteger alerts = new AtomicInteger();
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final AtomicInteger referrals = new AtomicInteger();
    private final AtomicInteger receipts = new AtomicInteger();
    private final AtomicInteger withdrawals = new AtomicInteger();
    private final AtomicInteger badSignatures = new AtomicInteger();
    private final AtomicInteger retests = new AtomicInteger();
    private final AtomicInteger obdPackets = new AtomicInteger();
    private volatile Stage stage = Stage.STARTED;
    private final CountDownLatch receiptAccepted = new CountDownLatch(1);

    public void registered() {
        reached(Stage.REGISTERED);
    }

    public void passStored() {
        passes.incrementAndGet();
        reached(Stage.PASS_ACKNOWLEDGED);
    }

    public void quarantined() {
        quarantined.incrementAndGet();
    }

    public void exceeded() {
        exceedances.incrementAndGet();
    }

    public void obdPacket() {
        obdPackets.incrementAndGet();
    }

    public void caseSeen(String caseId) {
        cases.add(caseId);
        reached(Stage.CASE_OPENED);
    }

    public void reviewed() {
        reached(Stage.CASE_REVIEWED);
    }

    public void alerted() {
        alerts.incrementAndGet();
    }

    public void acknowledged() {
        acknowledged.incrementAndGet();
    }

    public void pulled() {
        referrals.incrementAndGet();
        reached(Stage.REFERRAL_PULLED);
    }

    public void receipted() {
        receipts.incrementAndGet();
        reached(Stage.RECEIPT_ACCEPTED);
        receiptAccepted.countDown();
    }

    public void withdrawn() {
        withdrawals.incrementAndGet();
    }

    public void badSignature() {
        badSignatures.incrementAndGet();
    }

    public void retested() {
        retests.incrementAndGet();
    }

    private synchronized void reached(Stage reached) {
        if (reached.compareTo(stage) > 0) {
            stage = reached;
        }
    }

    /** Returns the farthest stage reached. */
    public Stage stage() {
        return stage;
    }

    public int passes() {
        return passes.get();
    }

    public int referrals() {
        return referrals.get();
    }

    public int receipts() {
        return receipts.get();
    }

    public int alerts() {
        return alerts.get();
    }

    public int badSignatures() {
        return badSignatures.get();
    }

    /** Waits for the first receipt of this run; false when it does not come in time. */
    public boolean awaitReceipt(long seconds) throws InterruptedException {
        return receiptAccepted.await(seconds, TimeUnit.SECONDS);
    }

    /** Returns the progress in one line. */
    public String line() {
        return String.format(
                Locale.ROOT,
                "passes %d (refused %d)  exceedances %d  obd %d  cases %d  alerts %d (taken %d)  referrals %d"
                        + " (receipts %d, withdrawn %d)  retests %d",
                passes.get(),
                quarantined.get(),
                exceedances.get(),
                obdPackets.get(),
                cases.size(),
                alerts.get(),
                acknowledged.get(),
                referrals.get(),
                receipts.get(),
                withdrawals.get(),
                retests.get());
    }
}
