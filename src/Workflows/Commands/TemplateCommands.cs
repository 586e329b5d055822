using System.Collections.Immutable;
using Doorstep.Workflows.Collections.Communication;
using Mediator;

namespace Doorstep.Workflows.Commands;

/// <summary>The templates in use, with their classes.</summary>
/// <param name="Actor">Who asks.</param>
[Allow(Role.Designer, Role.Compliance, Role.Supervisor), ForScoped]
public sealed record ListTemplates(Actor Actor) : IQuery<Reply<ImmutableArray<MessageTemplate>>>, IActed;

/// <summary>Reads a text as a template file and says everything that is wrong with it. Nothing is kept.</summary>
/// <param name="Text">The file: front data and Liquid.</param>
/// <param name="Actor">Who asks.</param>
[Allow(Role.Designer, Role.Compliance)]
public sealed record LintTemplate(string? Text, Actor Actor) : IQuery<Reply<ImmutableArray<Fault>>>, IActed;

internal sealed class TemplateHandler(TemplateShelf shelf) : IQueryHandler<ListTemplates, Reply<ImmutableArray<MessageTemplate>>>, IQueryHandler<LintTemplate, Reply<ImmutableArray<Fault>>>
{
    public ValueTask<Reply<ImmutableArray<MessageTemplate>>> Handle(ListTemplates query, CancellationToken cancellationToken) =>
        ValueTask.FromResult<Reply<ImmutableArray<MessageTemplate>>>(new Reply<ImmutableArray<MessageTemplate>>.Done(shelf.Catalogue?.Templates ?? []));

    public ValueTask<Reply<ImmutableArray<Fault>>> Handle(LintTemplate query, CancellationToken cancellationToken) => ValueTask.FromResult(Lint(query.Text));

    private Reply<ImmutableArray<Fault>> Lint(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return Refuse.Invalid<ImmutableArray<Fault>>("There is nothing to read.", [new Fault("text", "is missing: a template file with its front data.")]);
        if (text.Length > TemplateCatalogue.CharactersMax) return Refuse.Invalid<ImmutableArray<Fault>>("That is too much for a template.", [new Fault("text", $"has {text.Length} characters; at most {TemplateCatalogue.CharactersMax} are allowed.")]);
        if (shelf.Catalogue is not { } catalogue) return Refuse.Impossible<ImmutableArray<Fault>>("No templates are in use, so there is no book of refused phrases to read by.");
        return new Reply<ImmutableArray<Fault>>.Done([.. catalogue.Lint(text).Select(fault => new Fault(fault.Path, fault.Message))]);
    }
}
