using Microsoft.AspNetCore.Identity;

namespace Doorstep.Host.People;

/// <summary>People: ASP.NET Core Identity over our own store, and sessions.</summary>
internal static class PeopleRegistration
{
    private const int PasswordMin = 12;
    private const int Iterations = 210_000;
    private const int WrongMax = 5;

    private static readonly TimeSpan LockedOut = TimeSpan.FromMinutes(15);

    public static void AddPeople(this WebApplicationBuilder builder)
    {
        builder.Services.AddIdentityCore<PersonAccount>(options =>
        {
            (options.Password.RequiredLength, options.Password.RequireDigit, options.Password.RequireLowercase, options.Password.RequireUppercase, options.Password.RequireNonAlphanumeric) =
                (PasswordMin, false, false, false, false);
            (options.Lockout.MaxFailedAccessAttempts, options.Lockout.DefaultLockoutTimeSpan) = (WrongMax, LockedOut);
        }).AddUserManager<PersonUsers>().AddUserStore<PersonUserStore>().AddPasswordValidator<NoObviousPassword>();
        builder.Services.AddSingleton<ILookupNormalizer, SameName>();
        builder.Services.Configure<PasswordHasherOptions>(options => options.IterationCount = Iterations);
        builder.Services.AddScoped<IPasskeyHandler<PersonAccount>, PasskeyHandler<PersonAccount>>().AddScoped<Passkeys>().AddSingleton<PasskeyMemory>();
        builder.Services.Configure<IdentityPasskeyOptions>(options =>
            (options.UserVerificationRequirement, options.ResidentKeyRequirement, options.AuthenticatorTimeout) = ("required", "required", PasskeyMemory.Life));
        builder.Services.AddScoped<SignIns>().AddSingleton<SessionBook>();
    }

    public static void MapPeople(this WebApplication app)
    {
        app.MapSignIn();
        app.MapAccount();
        app.MapPasskeys();
        app.MapOpenId();
    }
}
