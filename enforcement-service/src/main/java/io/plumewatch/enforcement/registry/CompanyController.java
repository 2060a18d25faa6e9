package io.plumewatch.enforcement.registry;

import io.plumewatch.enforcement.access.Allow;
import io.plumewatch.enforcement.access.Caller;
import io.plumewatch.enforcement.access.Refusal;
import io.plumewatch.enforcement.access.Role;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Registers companies with vehicles or gates. */
@RestController
@RequestMapping("/api/v1/companies")
class CompanyController {

    private final Register register;

    CompanyController(Register register) {
        this.register = register;
    }

    @PostMapping
    @Allow({Role.ADMIN, Role.OFFICER})
    ResponseEntity<Object> post(Caller caller, @RequestBody JsonNode body) {
        List<Company> companies = Inputs.read(body, Inputs::company, "companyId", Company::companyId);
        List<Change<Company>> changes = register.write(() -> register.upsert(caller, Shelf.COMPANIES, companies));
        return Registered.answer(body, changes.stream().map(Registered::of).toList());
    }

    @GetMapping
    @Allow({Role.ADMIN, Role.OFFICER})
    Page<Company> list(
            Caller caller,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "100") int limit) {
        return register.page(caller.areas(), Shelf.COMPANIES, Page.Request.of(after, limit));
    }

    @GetMapping("/{companyId}")
    @Allow({Role.ADMIN, Role.OFFICER})
    Company one(Caller caller, @PathVariable String companyId) {
        return register.find(caller, Shelf.COMPANIES, companyId)
                .orElseThrow(() -> Refusal.notFound("no company " + companyId));
    }
}
