using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Doorstep.Host.Api;

/// <summary>Members of the bodies that endpoints read themselves. A member that is not here is refused.</summary>
internal static class BodySchemas
{
    private static readonly OpenApiSchema Any = new();

    public static OpenApiSchema Start { get; } = new() { OneOf = [Loan(), Workflow()] };

    public static OpenApiSchema Event { get; } = Object(
        ["eventId", "type"],
        ("eventId", Text("Your own id of the event. The same again is the same event.")), ("type", Text("Its name, such as PaymentReceived.")),
        ("occurredAt", Instant("When it happened; now, if it is left out.")), ("data", Object("What it says. What a known event must say is checked.")));

    public static OpenApiSchema Batch { get; } = Object(["events"], ("events", new OpenApiSchema { Type = JsonSchemaType.Array, MinItems = 1, MaxItems = 100, Items = Event, Description = "Oldest first, each with occurredAt." }));

    public static OpenApiSchema SubjectAccess { get; } = Object(
        ["purpose", "reason", "requester"],
        ("purpose", Text("ACCESS, CORRECTION, PORTABILITY or COMPLAINT.")), ("reason", Text("Why; the journal keeps it.")), ("requester", Text("Token of whoever asked, never an identity number.")));

    public static OpenApiSchema Person { get; } = Object(["name", "roles", "reason"], [("name", Text("To sign in with: small letters, digits, '.', '-', '_'.")), .. Rights(), ("password", Text("Its first one, at least 12 characters; left out where it is set later."))]);

    public static OpenApiSchema PersonRights { get; } = Object(["roles", "reason"], [.. Rights()]);

    public static OpenApiSchema Password { get; } = Object(["password", "reason"], ("password", Text("At least 12 characters.")), ("reason", Text("Why; the audit log keeps it.")));

    public static OpenApiSchema Reason { get; } = Object(["reason"], ("reason", Text("Why; the audit log keeps it.")));

    public static OpenApiSchema Key { get; } = Object(
        ["name", "roles", "reason"],
        ("name", Text("Who holds it; the journal calls it key:NAME.")), ("roles", Any), ("tenants", Any), ("agent", Text("Token in the register of agents, for the app of one.")),
        ("expiresAt", Instant("When it ends; in ninety days, if it is left out.")), ("reason", Text("Why; the audit log keeps it.")));

    public static OpenApiSchema KeyRotation { get; } = Object(
        ["reason"], ("overlap", Text("For how long the secret before still opens: PT24H; at most P7D.")), ("expiresAt", Text("When the key ends (UTC); left out: in ninety days, or when it would have ended, if that is later.")), ("reason", Text("Why; the audit log keeps it.")));

    public static OpenApiSchema Reveal { get; } = Object(
        ["field", "purpose", "reason"], ("field", Text("Path into the case file: customer.contactPoints[0].value.")), ("purpose", Text("What for: CONTACT, VISIT, HARDSHIP, DISPUTE, COMPLAINT, LEGAL, AUDIT.")),
        ("reason", Text("Why, in words; the audit log keeps it.")));

    public static OpenApiSchema CaseView { get; } = Object(["filter"], ("filter", Filter()));

    public static OpenApiSchema CaseExport { get; } = Object(
        ["purpose", "reason"], ("filter", Filter()), ("purpose", Text("What for: CONTACT, VISIT, HARDSHIP, DISPUTE, COMPLAINT, LEGAL, AUDIT.")), ("reason", Text("Why, in words; the audit log keeps it.")));

    public static OpenApiSchema Retry { get; } = Object(["reason"], ("reason", Text("Why; the journal keeps it.")));

    public static OpenApiSchema Calendar { get; } = Object(
        ["calendar"], ("calendar", Object("The calendar, whole, as the files in workflow-definitions/calendars are.")), ("reason", Text("Why it is posted: what was published, and where. A preview needs none.")));

    public static OpenApiSchema Template { get; } = Object(["text"], ("text", Text("A template file: front data between two lines of '---', then Liquid.")));

    public static OpenApiSchema PublicationDecision { get; } = Object(
        ["contentHash", "reason"], ("contentHash", Text("The content that was looked at, from the list.")), ("reason", Text("Why; at most 2000 characters. It is kept.")));

    public static OpenApiSchema Simulation { get; } = Object(
        [],
        ("version", Whole("The version; without it the latest, which may be a draft.")), ("root", Text("The definition that cases start on, where it is another one.")),
        ("cases", Whole("1 to 10,000; without it 1,000, or 1 with a script.")), ("seed", Whole("What chance depends on.")), ("days", Whole("Days of the virtual clock; without it 730.")),
        ("start", Instant("When the first case starts; now, if it is left out.")),
        ("script", new OpenApiSchema { Type = JsonSchemaType.Array, MaxItems = 200, Description = "What people do, each line once.", Items = Object(
            ["type"], ("in", Text("The state whose coming the line waits for; without it the start.")), ("after", Text("How long after that: P3D.")), ("type", Text("The event.")), ("data", Object("What it says."))) }),
        ("body", Object("The body that every case starts with; an invented one, if it is left out.")));

    public static OpenApiSchema Foresight { get; } = Object(
        [],
        ("version", Whole("The version; without it the latest, which may be a draft.")), ("days", Whole("Days ahead; without it 60.")),
        ("people", Text("silent: nobody does anything, only clocks go on; random: people do whatever chance says.")), ("seed", Whole("What chance depends on.")), ("mapping", Mapping()));

    public static OpenApiSchema Message { get; } = Object(["key", "reason"], ("key", Text("The message's key, from the list.")), ("reason", Text("Why, 1 to 2000 characters.")));

    public static OpenApiSchema ReconcileRuling { get; } = Object(
        ["as", "reason"], ("keys", new OpenApiSchema { Type = JsonSchemaType.Array, Items = Text("A message's key, from the report."), Description = "The messages; or 'all' instead." }),
        ("all", new OpenApiSchema { Type = JsonSchemaType.Boolean, Description = "All that nobody has decided on." }),
        ("as", Text("sent: it does not leave again; again: it does.")), ("reason", Text("Why, 1 to 2000 characters; the journals and the audit log keep it.")));

    private static (string, OpenApiSchema)[] Rights() =>
    [
        ("roles", Any), ("tenants", Any), ("agent", Text("Token in the register of agents, for a field agent.")),
        ("subject", Text("Whom the bank's OpenID Connect provider calls it: issuer, a space, subject.")),
        ("reason", Text("Why; the audit log keeps it.")),
    ];

    private static OpenApiSchema Mapping() => Object(
        [],
        ("states", List(Object(["definition", "from", "to"], ("definition", Text("The definition.")), ("from", Text("The state's name now.")), ("to", Text("Its name in the other version."))), "States that cases stand in under another name.")),
        ("deadlines", List(Object(["definition", "transition", "policy"], ("definition", Text("The definition.")), ("transition", Text("The transition that it triggers.")), ("policy", Text("KEEP, RECOMPUTE or GRACE.")), ("by", Text("How much grace: P3D."))), "What becomes of deadlines.")),
        ("otherwise", Text("What becomes of the others: KEEP, RECOMPUTE or GRACE.")), ("by", Text("How much grace the others get.")));

    private static OpenApiSchema Filter() => Object(
        [],
        ("key", Text("Start of the business key, in either case of letters.")), ("person", Text("Token of the person.")), ("state", Text("A state path, or its first part.")), ("status", Text("running, completed or faulted.")),
        ("hold", Text("A hold that is open: DECEASED.")), ("team", Text("The unit, agency or agent that works the case.")), ("ageMin", Whole("Whole days since the case began, at least.")), ("ageMax", Whole("Whole days since the case began, at most.")));

    private static OpenApiSchema List(OpenApiSchema items, string description) => new() { Type = JsonSchemaType.Array, Items = items, Description = description };

    private static OpenApiSchema Loan() => Object(
        ["schema", "tenant", "policyPack", "definition", "timezone", "case", "debt", "customer"],
        [
            ("schema", Word("case.start/1")), .. Common(), ("policyPack", Word("CN-2026.1")), ("timezone", Text("The customer's IANA time zone: Asia/Shanghai.")),
            ("case", Object(["externalRef"], ("externalRef", Text("Your own name for the loan.")), ("product", Any), ("openedReason", Any))),
            ("debt", Debt()),
            ("customer", Object(["token"], [("token", Text("Your own token for the person, never an identity number.")), .. Anything(
                "displayName", "ageBand", "language", "idDocToken", "commsProfile", "preferences", "supportNeeds", "represented", "contactPoints", "addresses", "segmentProfile")])),
            ("history", Object([], Anything("attemptsToday", "attempts7d", "connectedToday", "lastConversationAt", "visits30d", "ptp", "plans"))),
            ("risk", Object([], Anything("score", "model", "reasonCodes", "alerts"))), ("assignment", Object([], Anything("unit", "agency"))),
            .. Anything("related", "consents", "holds", "documents"),
        ]);

    private static OpenApiSchema Workflow() => Object(
        ["schema", "definition", "businessKey"],
        [("schema", Word("workflow.start/1")), .. Common(), ("businessKey", Text("Your own name for what the case is about.")), ("input", Object("What the definition reads as input."))]);

    private static OpenApiSchema Debt() => Object(
        ["currency", "principal", "interest", "penalty", "fees", "total", "dpd"],
        [
            ("currency", Text("ISO 4217: CNY.")), .. ((string[])["principal", "interest", "penalty", "fees"]).Select(part => (part, Whole("In minor units."))),
            ("total", Whole("In minor units: the sum of principal, interest, penalty and fees.")), ("dpd", Whole("Days past due.")),
            .. Anything("asOf", "unit", "contractDate", "nextDue", "oldestDue", "bucket", "fiveClass", "limitation", "allocationOrder"),
        ]);

    private static (string, OpenApiSchema)[] Common() =>
    [
        ("idempotencyKey", Text("As the header Idempotency-Key.")), ("correlationId", Text("Yours, kept with the start.")), ("tenant", Text("Whose case it is.")),
        ("definition", Object(["key"], ("key", Text("The definition: overdue-visit.")), ("version", Whole("Only if this is the published one.")))),
    ];

    private static (string, OpenApiSchema)[] Anything(params string[] names) => [.. names.Select(name => (name, Any))];

    internal static OpenApiSchema Object(string[] required, params (string Name, OpenApiSchema Schema)[] members) => new()
    {
        Type = JsonSchemaType.Object, AdditionalPropertiesAllowed = false, Required = required.Length == 0 ? null : required.ToHashSet(StringComparer.Ordinal),
        Properties = members.ToDictionary(member => member.Name, member => (IOpenApiSchema)member.Schema, StringComparer.Ordinal),
    };

    internal static OpenApiSchema Object(string description) => new() { Type = JsonSchemaType.Object, Description = description };

    internal static OpenApiSchema Text(string description) => new() { Type = JsonSchemaType.String, Description = description };

    internal static OpenApiSchema Instant(string description) => new() { Type = JsonSchemaType.String, Format = "date-time", Description = description };

    internal static OpenApiSchema Whole(string description) => new() { Type = JsonSchemaType.Integer, Format = "int64", Description = description };

    internal static OpenApiSchema Word(string word) => new() { Type = JsonSchemaType.String, Enum = [JsonValue.Create(word)] };
}
