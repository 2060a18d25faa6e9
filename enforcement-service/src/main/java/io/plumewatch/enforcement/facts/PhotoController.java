package io.plumewatch.enforcement.facts;

import io.plumewatch.enforcement.access.Allow;
import io.plumewatch.enforcement.access.Audit;
import io.plumewatch.enforcement.access.Caller;
import io.plumewatch.enforcement.access.Refusal;
import io.plumewatch.enforcement.access.Role;
import io.plumewatch.enforcement.evidence.BlobStore;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The photos of passes, to those whose area a pass that names them was measured in. */
@RestController
class PhotoController {

    private final Photos photos;
    private final BlobStore blobs;
    private final Audit audit;

    PhotoController(Photos photos, BlobStore blobs, Audit audit) {
        this.photos = photos;
        this.blobs = blobs;
        this.audit = audit;
    }

    @GetMapping("/api/v1/photos/{sha256}")
    @Allow({Role.CREW, Role.OFFICER, Role.POLICE})
    @Transactional
    ResponseEntity<byte[]> photo(Caller caller, @PathVariable String sha256) {
        boolean visible =
                Digests.isSha256(sha256) && photos.areasNaming(sha256).stream().anyMatch(caller.areas()::cover);
        Optional<byte[]> jpeg = visible ? blobs.read(sha256) : Optional.empty();
        if (jpeg.isEmpty()) {
            throw Refusal.notFound(
                    "no photo " + (visible ? sha256 + " in the store" : "with this digest in your areas"));
        }
        audit.record(caller, "PHOTO_READ", sha256);
        return ResponseEntity.ok().contentType(MediaType.IMAGE_JPEG).body(jpeg.get());
    }
}
