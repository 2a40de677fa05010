<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>AddDialog</name>
    <message>
        <source>Add a profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A name of your choice, such as orders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The identity server (issuer)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The API</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Empty: the server is asked to register one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only for clients that have one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Find out and add</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finding out…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Register TokenTray there?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Register and add</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Added {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Sign in…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Name of the profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;What you know the address of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Its address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Client id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Client &amp;secret</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sc&amp;opes</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AgreementsDialog</name>
    <message>
        <source>Programs that may have {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No program yet. Allow one for an hour, or always, when it asks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take back from {program}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>always</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>process {pid}, until {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>May have {name} without asking</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Claims</name>
    <message>
        <source>Who the token is about</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Full name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name to show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Given name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Family name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Middle name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nickname</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>User name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>User id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>E-mail address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>E-mail address checked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Phone number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Phone number checked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Profile page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Website</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gender</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Date of birth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Organization</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Organization id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tenant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tenant id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who acts for the subject</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who may act for the subject</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the token allows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scopes that were granted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was granted in detail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Roles of the account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Role of the account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Groups of the account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Roles in the realm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Roles by client</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Directory roles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Subscription plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Subscription plans</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Subscription</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Subscriptions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>License</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Licenses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Location of the account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the request came from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Country</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>City</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language and region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Latitude</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Longitude</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Postal code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Issued</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not valid before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expires</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signed in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Profile updated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who issued it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who it is meant for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Client it was issued to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Id of this token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Session id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nonce of the sign-in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How sure the sign-in was</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the person signed in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key that the sender must hold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type of the token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hash of the access token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hash of the code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ClaimsView</name>
    <message numerus="yes">
        <source>%n more: a search finds them</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>now</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>in %n days</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days ago</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>in {span}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{span} ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Identity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Permissions and scopes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Roles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plans</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Location</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Times</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Technical</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search the claims</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This token is opaque: it carries no claims to show.
Everything else works.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No claim has “{words}” in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Claims</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ConfirmDialog</name>
    <message>
        <source>{program} asks for {profile}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time to answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Denied by itself in {seconds} s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hand out the token of {profile}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Deny</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Allow &amp;once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For an &amp;hour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Always</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Any program of yours can pretend to be another one, so allow only what you started yourself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An hour is for this one process.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Always is for this program, whenever it asks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{program} wants it on the clipboard.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{program} asks for it in the format {form}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{pid}, started {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hidden by the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Script</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Process</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Detail</name>
    <message>
        <source>Raw token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Authorization header</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>curl configuration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Environment variable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Copy bearer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Refresh now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in again…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign out…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause refreshing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Programs that may have it…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Claims</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Diagnosis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste a token response…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove this profile…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This token has expired and cannot be refreshed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Sign in…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This token cannot be refreshed. Sign in again before it ends.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This token cannot be refreshed. Paste a new response before it ends.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This token is bound to a key (DPoP): as a plain bearer every server refuses it, so it is not copied.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the sign-in ended {moment}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>can be renewed until {moment}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{problem} The token still works, but it cannot be refreshed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{problem} This token has expired and cannot be refreshed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlock keyring…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A new sign-in is needed: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A new sign-in is probably needed: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This token has expired.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next try {moment}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>refreshing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ends soon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>expired</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>offline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sign-in needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>locked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>expiry unknown, refreshes {moment}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>expiry unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>since {moment}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>left, until {moment}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DiagnosisView</name>
    <message>
        <source>Diagnosis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ok</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>warning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>problem</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Dialogs</name>
    <message>
        <source>Paste a token response</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A name of your choice, such as orders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replaces the tokens of {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Importing…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Imported {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Name of the profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Response of the token endpoint, or a JWT</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;What expires_in means</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove {name} and its tokens?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They are deleted here. The server is not told; the token lives on there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign out of {name}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server is told to end its tokens, and they are forgotten here. The profile stays.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stay signed in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find out from the token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A lifetime in seconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A Unix timestamp</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A Unix timestamp in milliseconds</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EmptyState</name>
    <message>
        <source>No token yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in to an API, or paste the answer of its token endpoint. TokenTray keeps the token in the keyring, shows how long it lives, and renews it where the API allows that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a profile…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste a token response…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} holds no token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste a token response to begin. In a terminal: tokentray import {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in to get one. In a terminal: tokentray sign-in {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the keyring…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your tokens are safe in the keyring; this page goes when the file is corrected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The profiles file cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The keyring is locked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your tokens are safe in it. Unlock it to see and use them; TokenTray never asks by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlock keyring…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TokenTray is locked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It hands out no token and shows nothing of what is in one; your tokens are kept fresh all the same. In a terminal: tokentray unlock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No keyring was found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens are kept in the desktop's keyring, never in a plain file. Start a keyring service (GNOME Keyring, KWallet or KeePassXC) and try again, or keep tokens in memory only until you quit:

{command}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LifetimeBar</name>
    <message>
        <source>Lifetime</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>expired {moment}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>expires {moment}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>issued {moment}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>refreshes {moment}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>warns {moment}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source>{name} expired</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} expired at {moment}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A refresh may help.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} ends soon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} ends at {moment}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It cannot be refreshed. Copy it while it lives, or import a new token.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It cannot be refreshed any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It cannot be refreshed any more. The token lives until {moment}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} needs a new sign-in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in to go on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import a new token to go on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n tokens expired</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tokens end soon and cannot be refreshed</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n profiles need a new sign-in</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>No other program can see it on the clipboard. In a terminal: tokentray token {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clears in {clears}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lives {life}, clears in {clears}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{copied} Nothing here could check it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} copied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} was not copied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A clipboard manager brought the token back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was replaced once. The manager's history may still hold it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is bound to a key (DPoP): as a plain bearer every server refuses it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It needs a new sign-in or import.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server cannot be reached for now. Try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server calls the profile wrong. The window says more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The window says more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{names} and %n more</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>{names} and {last}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied, clears in {clears}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} was not refreshed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TokenTray stays locked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Locked until the next start only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The keyring stays locked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something unexpected happened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The log file holds the details.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Overview</name>
    <message>
        <source>TokenTray: no token yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>expired {moment}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>until {moment}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>keyring locked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no token yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>expired</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sign-in needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>offline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>then it ends</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>expiry unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a far day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{days} d {hours} h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n days</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>{hours} h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProfileList</name>
    <message>
        <source>Find a profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No profile has this in its name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Add a profile…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Paste a token response…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Profiles</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QrPicture</name>
    <message>
        <source>QR code of the address</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Said</name>
    <message>
        <source>it is longer than {limit} bytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No profile yet. Import a token response: tokentray import NAME FILE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no profile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TokenTray has ended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TokenTray {version} runs (pid {pid}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TokenTray does not run: commands do the work themselves, nothing is renewed ahead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start it with `tokentray`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The running program is {version}, this command is {own}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restart it: `tokentray quit; tokentray`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refreshing is paused.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>`tokentray resume` goes on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TokenTray {version} on Python {python}, {system}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The socket's folder {path} is private.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The socket's folder {path} is made when the program starts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Others may enter the socket's folder {path}, so it is not trusted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run `chmod 700 {path}`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The socket's folder {path} belongs to somebody else, so it is not trusted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set XDG_RUNTIME_DIR to a folder of yours with mode 0700.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens are kept in the keyring ({kind}), which is unlocked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens are kept in the running program's memory, until it ends.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A panel shows the tray icon.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No panel shows the tray icon.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>`tokentray` opens the window; a panel with a tray (StatusNotifierItem) shows the icon.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The running program has no screen, and so no tray icon.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notices are shown by {server}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No program shows notifications.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start a notification service (dunst, or the desktop's own).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{server} shows notices without buttons.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the window where a notice names something to do.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no D-Bus session bus: no keyring and no notices can be reached.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start it from a desktop session, or use `tokentray run --headless --store memory`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The running program has a screen, and so a clipboard; each copy is checked from outside.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The running program has no screen, and so no clipboard: `tokentray token` prints instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TokenTray starts with the desktop session.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TokenTray does not start with the desktop session.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The autostart entry names {command}, which is not there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct or remove {path}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is private.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is made at first use.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Others may read {path} (mode {mode}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run `chmod {wanted} {path}`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} belongs to another user.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give it back: `chown -R $USER {path}`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk of {path} takes what is written ({free} MB free).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk of {path} has {free} MB left.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make room on it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing can be written into {path}: {what}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the disk and the permissions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>profiles.toml holds no mistake (profiles: {count}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} cannot be read ({what}): the defaults hold.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct the file, or remove it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No proxy is set.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Requests go through the proxy {proxies}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host} answers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{issuer} answers, and its metadata names it to the letter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The profile names no server, so none was asked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The certificate of {host} is trusted by {store}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host} is this computer, reached without encryption.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer's clock agrees with that of {host} to a minute.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer's clock is {seconds} s {way} that of {host}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set the clock (`timedatectl set-ntp true`); TokenTray counts with the server's meanwhile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host} does not tell its clock (no Date in its answer).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These endpoints are known, each by https or on this computer: {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No token endpoint is known, so nothing can be renewed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the profile an `issuer`, `endpoints.token` or a `[refresh]` table.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The profile's own secrets are there: {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The profile needs no secret of its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This was not looked at: {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mend that first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This did not answer within {seconds} s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again; restart what does not answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This could not be looked at ({what}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Please report it; no secret is in these words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The token is renewed by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It could not be renewed the last {count} times: {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server keeps refusing to renew it, without saying that the grant ended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If it goes on, sign in: `tokentray sign-in {name}`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The grant has ended: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The token cannot be renewed: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no token yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tokens lie in a locked keyring.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlock it on the desktop, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It lives until {moment}, by this computer's clock and the server's.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It lives until {moment}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It expired at {moment}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has expired by the server's clock, though not by this computer's.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It lives by the server's clock, though not by this computer's: {moment} here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set the clock: other programs on this computer take the token for expired.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It ends within seconds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing tells when it expires.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If the server refuses it: {how}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its exp claim is no time, so servers refuse it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The issuer has to correct that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is valid since {moment} (nbf).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is not valid before {moment} (nbf), and by the server's clock that is to come.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait until then; if it comes each time, the issuer's clock is ahead of the API's.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is valid from {moment} on (nbf), seconds from now: a strict server refuses it still.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again in a minute.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was issued at {moment} (iat).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was issued in the future ({moment}, iat): servers may refuse it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The issuer's clock is ahead; set it, or wait.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It names "{found}" as its issuer, as expected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It names "{found}" as its issuer; expected is "{expected}".</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check `issuer` and `expect.issuer` of the profile, and which issuer the API trusts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It names "{found}" as its issuer, which differs from "{expected}" in its spelling alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Issuers are compared to the letter: correct the profile, or the API's settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It names no issuer; expected is "{expected}".</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check whether this is an access token.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It names "{found}" as its issuer; the profile expects none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is for "{found}", as expected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is for "{found}"; expected is "{expected}".</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask for the right one (`audience` or `resources` of the profile) and sign in again, or correct `expect.audience`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It names no audience; expected is "{expected}".</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask for it: `audience` or `resources` of the profile, then sign in again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is for "{found}"; whether the API is that, the profile does not say (expect.audience).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has the scopes that are expected: {scopes}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It lacks the scopes {missing}; it has {found}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add them to `scopes` of the profile and sign in again, or ask for the right to them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server did not grant the scopes {missing} that were asked for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If the API needs them, ask whoever runs it for the right to them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server said nothing of scopes: then they are as asked for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing tells its scopes, though {missing} are expected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If the API answers 403 or insufficient_scope, ask for them and sign in again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No scopes are expected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its signature is right: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it was made with a key of its issuer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its signature is wrong: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Get it from its issuer anew; if it comes again, `issuer` of the profile is another's.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its signature could not be checked: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its signature is not for us to check: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is a bearer token.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is bound to a key (DPoP): as a plain bearer every server refuses it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set `dpop = false` in the profile and sign in again, where the server allows that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is bound to a client certificate: without that in the TLS connection it is refused.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give your program the certificate that signed in (RFC 8705).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its type is "{found}", not Bearer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check how the API wants it; curl sends bearers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It looks like an ID token, which tells the client who signed in; APIs refuse it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import the access_token of the answer, or ask for the API's audience or scope.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It looks like a refresh token, which only the token endpoint takes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import the access_token of the answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is unsigned (alg none): no server should take it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Get it from its issuer anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It looks like a JWT but cannot be decoded: {what}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If it was copied by hand, copy the whole token and import it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server says that it is not active any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A header can carry all of its characters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is short enough for a header ({length} characters).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has {length} characters: many servers take headers of 8 kB at most (400, 413, 431).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask for fewer scopes or groups in it, or raise the server's limit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Renew it: `tokentray refresh {name} --force`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in: `tokentray sign-in {name}`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import a new one: `tokentray import {name} response.json`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>`tokentray show {name}` asks for the keys again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no refresh token.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the profile has no rule to refresh by.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} fields</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 field</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} items</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 item</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unreadable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>beyond the year 9999</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>text that is not a number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not a number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not finite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>negative</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>authorization code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>device code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>client credentials</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not by {grant}: {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signed in by {grant}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signed in by {grant} ({others}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong ({code}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something unexpected happened: {what}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The log file holds the details.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} cannot be used: {what}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the path, the disk and the permissions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The system refused: {what}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the disk and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The helper process ended before it was done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something unexpected happened ({what} at {place}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The name "{name}" cannot be used for a profile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use 1 to 64 letters, digits, dots, underscores and hyphens, a letter or digit first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The profile needs a name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A profile "{name}" exists already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another name, or add --replace, which keeps its tokens.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See `tokentray {command} --help`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The format "{format}" is not known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use raw, bearer, header, headers-json, curl, env or json.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no command to run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put it after two hyphens: `tokentray exec {name} -- CMD`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{variable}" cannot be the name of an environment variable.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use letters, digits and underscores, no digit first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{command}" was not found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check its name, the PATH, and a script's first line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{command}" cannot be run: {what}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check its permissions, and a script's first line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>KUBERNETES_EXEC_INFO cannot be read: {what}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>kubectl sets it; unset it elsewhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>kubectl asked for "{version}", which is not known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write client.authentication.k8s.io/v1 (or v1beta1) into the kubeconfig.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{text} is not a number of seconds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give a whole number, 0 or more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>expires_in cannot be read as {text}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use lifetime, timestamp or timestamp-ms.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is written in profiles.toml in a way that is not changed from here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename it there with an editor; its tokens stay, as long as its id does.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no command "{word}".</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>`tokentray --help` shows what there is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Did you mean `tokentray {nearest}`?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no option {option}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name a file, or - and a pipe; see `tokentray {command} --help`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no display to show a window on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use `tokentray run --headless`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The demo shows a tray and a window, and there is no display.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>`bash packaging/demo.sh` of the sources brings up a virtual one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The demo's identity server did not start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The demo's tokens of {name} were not taken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This needs a yes, and there is no terminal to ask on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add --yes to go on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The request "{op}" is not known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The field "{field}" is not known in "{op}".</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TokenTray is not running.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The running program does not answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The running program is {age} than this command.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The socket {path} belongs to somebody else.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the owner of that folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no private runtime folder, so no program can be asked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The socket path {path} is longer than the system allows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shorten XDG_RUNTIME_DIR.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The running program has no screen, and so no clipboard.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use `tokentray token` there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The running program has no screen to show a window on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>`tokentray list` shows its profiles.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is handed to no program before a person agreed, and TokenTray does not run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start it on the desktop with `tokentray`, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is handed to no program before a person agreed, and there is no screen to ask on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where nobody can be asked, its profile has to say `confirm = "never"`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is handed to no program that cannot be named, and this system does not tell.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy it in the window.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A person did not agree to hand out {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody agreed to hand out {name} in time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again, and answer TokenTray's question.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The running program keeps tokens in the keyring, not in memory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import without it: `tokentray import` writes the keyring itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The helper process cannot be started.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install TokenTray again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The request cannot be read: {what}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TokenTray runs already without a screen (pid {pid}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TokenTray runs already on {display} (pid {pid}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It keeps tokens in the keyring.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For memory only: `tokentray quit`, then `tokentray run --store memory`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TokenTray ended at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>`tokentray run` shows why, or the log: {path}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TokenTray was started and does not answer yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The log may say why: {path}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TokenTray (pid {pid}) still saves what a server answered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It ends when that is done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That was not a yes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no profile "{name}".</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>`tokentray list` shows what there is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Profile {name}, line {line}: {field} {what}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct {path} and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Profile {name}, line {line}: {field} is not a key; did you mean {nearest}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is not TOML: {what}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct it; nothing writes to it until then.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} was written by a newer version.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Update TokenTray to change it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} cannot be written: {what}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The secret "{key}" of {name} is not in the keyring.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set it with `tokentray secret set {name} {key}`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The name "{key}" cannot be used for a secret.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use 1 to 64 letters, digits, dots, underscores and hyphens.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The secret is empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give it on standard input.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The secret is longer than {limit} bytes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the secret alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The secret is not UTF-8.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give it as text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The secret "{key}" of {name} belongs to {old}, and the profile now names {new}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If that is meant, set it again: `tokentray secret set {name} {key}`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The refresh request needs {{{placeholder}}}, which this profile does not have.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct the [refresh] table of the profile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The header {header} of the refresh request has characters that no header may carry.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct the [refresh.headers] table or the secret in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} has no rule to refresh by.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import a new token, or give the profile a token endpoint or a [refresh] table.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} holds no refresh token.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in: `tokentray sign-in {name}`; or import: `tokentray import {name} response.json`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tokens of {name} came without the key that DPoP needs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The token of {name} is bound to a key (DPoP): as a plain bearer every server refuses it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} holds no token yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The token of {name} has expired and cannot be refreshed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} needs a sign-in: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server gives tokens of {lifetime} s, too short for {wanted} s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask for less with --min-valid.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The token of {name} has {left} s left, less than the {wanted} s asked for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask for less with --min-valid, or try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TokenTray is locked: it hands nothing out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open it with: tokentray unlock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Locked, but a restart would open it: {path} cannot be written: {what}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make it writable, then: tokentray lock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Still locked: {path} cannot be removed: {what}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make its folder writable, then: tokentray unlock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The running program has ended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start it with: tokentray run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} programs watch already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End one of them, or ask with: tokentray list --json</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refreshing is paused, and the token of {name} has too little left.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume with `tokentray resume`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The access token of {name} has characters that no header may carry.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import a correct token.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The token of {name} did not reach the clipboard: no other program can see it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use `tokentray token {name}` instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The keyring is locked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no keyring that can be trusted: {what}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start a keyring service, or keep tokens in memory only: `tokentray run --store memory`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The keyring does not answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again, or restart it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The keyring did not keep what was written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the keyring program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The keyring entry of this profile cannot be read: {what}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import or sign in again; set its own secrets again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another process changed these tokens in the same moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The keyring entry was written by a newer version.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Update TokenTray.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The token set is too long for this keyring ({length} of {limit}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the server for fewer scopes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens are kept in memory only, and TokenTray is not running.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start it with `tokentray run --store memory`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The running program keeps tokens in its memory only, where this command cannot reach.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start it without `--store memory` for that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another process (pid {pid}) is working on this profile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again in a moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host} cannot be reached.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the network and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The name {host} cannot be found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host} did not answer within {seconds} s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection to {host} broke before its answer was whole.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The certificate of {host} cannot be verified: {what}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the clock and the certificate authority.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No secure connection to {host}: {what}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the address, what lies between, and the client certificate if the server wants one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The proxy refused the way to {host}: {what}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the proxy settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The proxy {proxy} on the way to {host} cannot be reached.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host} answered with a redirect, which is never followed with a token.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put the final address into the profile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host} answered {status} with something that is not JSON.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A captive portal or proxy may be in the way; try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer of {host} cannot be used: {what}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer of {host} is longer than {limit} bytes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host} answered {status}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host} refused the refresh ({status}), without saying that the grant ended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If it goes on, sign in or import again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host} answered "{error}".</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the profile, or try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server ended the grant of {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server calls the profile {name} wrong ("{error}").</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check client_id, scopes and the token endpoint in the profile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} was refused a moment ago; the next try is in {seconds} s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use --force to try now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The metadata of {issuer} is about {found}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name the issuer exactly as the server does, to the last slash.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The metadata of {issuer} cannot be used: {field} {what}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tell the people who run that server, or name the endpoints in the profile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{issuer} has no metadata (OpenID Connect Discovery or RFC 8414).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the address, or name the endpoints in the profile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server of {issuer} calls itself {found}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give it exactly so: --issuer {found}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The metadata of {name} names no token endpoint.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name it in the profile: [endpoints] token.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The {option} {url} {what}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give a whole address that begins with https://.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{text} is not {form}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See `tokentray add --help`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The metadata of {api} cannot be used: {field} {what}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tell the people who run that API, or name the issuer yourself with --issuer only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The metadata of {api} is about {found}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If that is the API that you mean: --api {found}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The metadata of {api} is about {found}, which is somewhere else.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was written; check the address of the API.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{api} does not say where its tokens come from (RFC 9728; nothing at {place}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name the issuer instead: `tokentray add NAME --issuer URL --resource {api}`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The metadata of {api} names no authorization server.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name it: add --issuer URL.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{api} does not name {issuer} as its authorization server.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose one of: {others}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host} leads into a private network, where a public API has no business.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tell the people who run that API.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server takes no client secret, only {methods}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave the secret out, or describe the client in a file: `tokentray add NAME --from FILE`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} has no client_id for the server of {api}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write it into the profile, or have one registered: `tokentray add {name} --api {api} --replace`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{issuer} registers no clients by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Register one there by hand and add --client-id ID.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host} refused to register a client ("{error}").</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host} refused to register a client ("{error}": {what}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host} registers clients of its own people only ({status}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host} registered a client that TokenTray cannot be ({method}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host} registered a client without the redirect address that was asked for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No port of this computer is free for the sign-in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name one: --redirect-port N.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The API is {resource}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The API is {resource} ({named}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its tokens come from {issuer}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The API names {count} of them; {issuer} is the first that works.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--issuer chooses another.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{issuer} was passed over: {why}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At {origin}: {words}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign-in by {grant}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not by {grant}: {why}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scopes: {scopes}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No scopes are asked for: the server suggests none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The API wants tokens that are bound to a key (DPoP).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The client secret is sent as {method}, and kept in the keyring.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server names no clients without a secret ({methods}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where it refuses, add --client-secret-stdin.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It stays the client {client}, whose tokens it holds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TokenTray has to be registered as a client at {origin}, with the redirect address {uri}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TokenTray has to be registered as a client at {origin}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Registered there as the client {client}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server lets it ask for fewer scopes: {scopes}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server lets the client secret end in {days} days.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add the profile again with --replace then.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} has nothing to sign in with: its tokens are imported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the profile an issuer and a client_id, or `tokentray import {name} response.json`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} cannot sign in by {grant}: {why}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another `grant` in the profile, or name the endpoint there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} cannot sign in ({why}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Complete the profile, or ask who runs that server.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The profile {name} sets {parameter}, which only TokenTray may.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove it from the [parameters] table.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The {endpoint} endpoint {what}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct it in the [endpoints] table of the profile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Port {port} of this computer, which the browser has to come back to, is in use: {what}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End the program that has it, or set another `redirect_port` that the server knows too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing can listen on this computer for the browser: {what}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in on another device: `tokentray sign-in NAME --device`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sign-in was cancelled; nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again when you like.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sign-in was refused at {host}{told}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was changed; try again when you like.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody came back from the browser within {minutes} minutes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host} answered the sign-in with "{error}"{told}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host} calls the profile wrong: "{error}"{told}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check client_id, scopes, resources and the redirect address that the server knows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What came back from {host} by the browser cannot be used: {what}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer is from {found}, and not from {issuer}; it was not used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in again, and check the issuer in the profile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host} did not take the code that it had given a moment ago.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host} refused to give tokens ({status}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the profile, and sign in again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The ID token of {host} is not an answer to this sign-in: {what}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was stored; sign in again, and check issuer and client_id.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The code of {host} has expired.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in again for a new one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That is not the address of this sign-in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the whole address of the last page, which begins with {uri}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{grant} comes first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{grant} was asked for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the server does not offer it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the server does not know PKCE with S256</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no {endpoint} endpoint is known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no client_id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the client has nothing to show who it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The private_key of {name} cannot be used to sign.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set it again as PEM without a password, or as a private JWK: `tokentray secret set {name} private_key`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The private_key of the profile is not a certificate with the key that belongs to it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set it again as PEM, certificate and key together: `tokentray secret set`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the server ended the grant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the server answered {status}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the token endpoint changed from {old} to {new}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the issuer changed from {old} to {new}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the server answered with another account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>these tokens belong to another computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the server keeps refusing without saying why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the last refresh was cut off and its answer is lost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the keys of the issuer were not asked yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the keys of the issuer could not be asked: {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the profile names no issuer whose keys could tell</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{issuer} names no keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an opaque token has none that could be checked here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the token is encrypted for somebody else</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the token is too large to check ({length} characters)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the token cannot be decoded: {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the token is unsigned (alg none)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{algorithm} is made with a shared secret, not with a key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the algorithm {algorithm} is not checked here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the token demands an extension that is not known (crit)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the issuer does not name the key that signed it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the key of the issuer is not for {algorithm}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it was not made with the keys of {keys_of}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the token names {found} as its issuer, not {expected}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the token is for {found}, not for {expected}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the exp claim cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the token has expired</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the token is not valid yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it was made with a key of {keys_of}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>last verified by the keys of {keys_of} as of {at}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} holds no tokens.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is signed out here; its keyring entry could not be read, so the server can't be told; nothing tells how long the access token lives.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is signed out; the server revoked its tokens.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is signed out; the server revoked the refresh token. For the access token the server can't be told; {life}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is signed out; the server revoked the access token. For the refresh token the server can't be told; nothing here holds it any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is signed out here; the server can't be told; {life}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what} Its own pages may let you end the session there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the access token lives until {moment}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the access token has expired</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing tells how long the access token lives</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there was no access token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is {encoding}, not UTF-8.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save it as UTF-8 and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is not UTF-8.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The input is longer than 1 MiB.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the token response only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The input is empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give a token response (JSON) or a JWT.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} cannot be read: {what}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the path.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is neither a token response (JSON) nor a JWT.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the whole answer of the token endpoint.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not valid JSON: {what} (line {line}, column {column}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the whole answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The field "{field}" stands there twice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the server's answer unchanged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} is not a JSON number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The JSON is nested too deep.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is JSON, but not an object.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the whole token response, `{{…}}`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no access_token in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the whole token response.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The {field} holds white space or control characters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy it again in one piece.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The JWT is broken: {what}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the whole token.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>expires_in is {what}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct it, or leave it out to use the token's own exp.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>expires_in came as text and was read as the number {value}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>expires_in looks like milliseconds and was not used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If it is, say so: --expires-in timestamp-ms.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>expires_in and exp disagree by {seconds} s; the earlier one counts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>expires_in was read as a {reading} by its size alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change it with --expires-in lifetime|timestamp|timestamp-ms.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The lifetime of this opaque token counts from now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The access token is opaque: it carries no claims to show.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The token is unsigned (alg none): anybody can write such a token.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The exp claim is text, not a number; it was read as {value}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The exp claim cannot be read as a time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The token carries no exp claim.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing tells when this token expires.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>expires_in was {what} and was not used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The token has expired already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer's clock differs from the server's by {seconds} s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server says that this token is not active any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no refresh token: this token cannot be renewed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The profile has no rule to refresh by, so the refresh token is kept but not used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give it a token endpoint or a [refresh] table in profiles.toml.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server gave a plain bearer token, though the profile asks for one bound to a key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server did not grant {missing}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The token's aud does not name {resource}, so it may be good at other places too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is another account than before.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The token looks like a JWT but cannot be decoded: {what}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The token is too large to decode ({length} characters).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path}: {key} is not known and was not used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} was written by a newer version: {key} is not known here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is not base64url</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a lifetime in seconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a Unix timestamp</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a Unix timestamp in milliseconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>signed in as "{account}", {life}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>signed in, {life}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is renewed by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is renewed by asking again with the client's own secret.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>expiry unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>expired {moment} ({how})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>expires {moment} ({how})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from exp</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>read as {reading}, agrees with exp</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>read as {reading}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>read as {reading}, exp is earlier and counts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>read as {reading}, exp is later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has a single brace; write {{{{ or }}}} for a brace itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>names the unknown placeholder {{{name}}}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mixes {{{name}}}, which is a number, with text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>holds characters that a URL must not</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is not a URL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is not a URL that begins with https://</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>holds a user name, which a URL must not</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is http; only loopback addresses may be</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is on this computer, and the API is not</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>leads into a private network, and the API is not there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is not JSON</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is not an object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>older</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>newer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} stands there twice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it holds no code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it does not say which server it is from (iss)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it holds no device_code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it holds no user_code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its user_code cannot be shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its verification_uri {problem}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it holds no access_token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its token_type is {type}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it cannot be decoded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is another issuer's</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is made for another client</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its nonce is not that of this sign-in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it has no readable exp</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it has expired</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it names no subject</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it does not tell `active`</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its header cannot be decoded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its payload cannot be decoded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its signature cannot be decoded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its algorithm cannot be decoded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is too large</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is nested too deep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it cannot be opened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is on this computer, and the issuer is not</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it names no client_id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no object at {pointer}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>only http and https proxies are supported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is compressed, which was not asked for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it refused the connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is not trusted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not a PEM file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is about somebody else</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the system's store</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>behind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ahead of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is not a URI without a fragment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it holds no keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sign-in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>device sign-in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sign-out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>introspection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>user info</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>signing keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>registration of clients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a service that starts when needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a piece of it is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its manifest is damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>profiles is not a table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is not a name for a profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>differs from {other} only in case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is not a table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is the id of {other} too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is not text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is not an id (letters, digits, - and _)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is neither true nor false</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is not a whole number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is not between {lowest} and {highest}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is not one of {words}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is not a list of texts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>holds a placeholder, which a URL must not</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>holds something that is not a host</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is not a JSON pointer (RFC 6901)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is not POST, PUT, PATCH or GET</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is not a list of statuses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is not a header name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>holds control characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is neither text nor a whole number, which a form needs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is a date, which JSON does not have</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is not a finite number, which JSON needs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>version is not a whole number from 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is not UTF-8</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is malformed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the SecretStorage package is not installed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it failed with {error}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the Secret Service has no default collection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no Secret Service on the session bus</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its fields are wrong</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SignInDialog</name>
    <message>
        <source>Sign in to {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The code is good for {left}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Code to type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asking the server…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on in your browser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open this page in a browser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A page was opened there. This goes on by itself when you are done with it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No browser was found here. Copy the address, and open it on this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Copy the address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Use a code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type this code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On any device, open the page or scan the picture, and type the code there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open the page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Copy the code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signing in was refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not signed in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signed in to {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Done</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TokenView</name>
    <message>
        <source>Header and payload</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This token is too large to show whole here; the claims copy whole values.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signature ({algorithm}): {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>verified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not verified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>check failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Payload</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the server says of it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Header</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The token is opaque: there is nothing to decode.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The token is opaque; its claims are what the server says of it (introspection).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The token is opaque; its claims are what the server says of the account (userinfo).</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TrayMenu</name>
    <message>
        <source>More</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open TokenTray</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste a token response…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause refreshing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlock keyring…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit TokenTray</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlock TokenTray</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refresh now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show claims</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy bearer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy raw token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy as header</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy as curl config</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy as environment variable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No token yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Locked: unlock TokenTray to copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy a bearer token</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Open TokenTray (%n more profiles)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>TokenTray is locked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is out of use: see the window</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n profiles are out of use: see the window</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>No panel here shows tray icons. Closing this window keeps TokenTray running.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no keyring</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reading the keyring…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The keyring has not taken the new tokens of {names} yet. Trying again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit TokenTray</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No program here opens it: {path}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{problem} And %n more like it.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Open the file</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
