namespace Doorstep.Workflows.Collections.Communication;

/// <summary>The templates in use: those that were read at the start of the process. Before that there are none, and no words leave the house.</summary>
public sealed class TemplateShelf
{
    private volatile TemplateCatalogue? _catalogue;

    /// <summary>The templates; null before any were read.</summary>
    public TemplateCatalogue? Catalogue => _catalogue;

    /// <summary>Puts other templates in place of those before, all at once.</summary>
    public void Take(TemplateCatalogue catalogue) => _catalogue = catalogue;
}
